"""The third room: staged Parquet becomes a DuckDB file that is loaded, checked and published."""
