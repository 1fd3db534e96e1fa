download.file("http://127.0.0.1:8000/api/v1/bulk/latest/figures.csv.gz", "figures.csv.gz", mode = "wb", quiet = TRUE)
figures <- read.csv("figures.csv.gz", encoding = "UTF-8")
