# Needs R and no package.
query <- "pay_median_min=80000&growth_min=5&sort=-pay_median&rows=pay_median,growth&fields=title,cells&limit=100&format=csv"
found <- read.csv(paste0("http://127.0.0.1:8000/api/v1/occupations/?", query), encoding = "UTF-8")
print(found[, c("title", "cells.pay_median.text", "cells.growth.value", "cells.pay_median.release")])
