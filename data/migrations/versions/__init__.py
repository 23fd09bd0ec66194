"""The revisions; `data.schema.REVISIONS` names them in order."""
