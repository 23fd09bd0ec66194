"""What more and less mean for each exercise: one ladder, one module (D.7.4)."""
