resource "aws_s3_bucket" "data_product" {
  bucket = "${var.domain_name}-${var.data_product_name}-prod"

  tags = {
    Domain      = var.domain_name
    DataProduct = var.data_product_name
    ManagedBy   = "terraform"
  }
}

resource "aws_iam_policy" "read_access" {
  name        = "${var.domain_name}-${var.data_product_name}-read"
  description = "Read access to the data product."

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = ["s3:GetObject", "s3:ListBucket"]
        Resource = [
          aws_s3_bucket.data_product.arn,
          "${aws_s3_bucket.data_product.arn}/*",
        ]
      },
    ]
  })
}
