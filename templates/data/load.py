import polars

figures = polars.read_parquet("http://127.0.0.1:8000/api/v1/bulk/latest/figures.parquet")
