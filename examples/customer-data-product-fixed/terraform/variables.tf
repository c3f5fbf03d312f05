variable "domain_name" {
  description = "The domain that owns the data product."
  type        = string
  default     = "customer"
}

variable "data_product_name" {
  description = "The name of the data product."
  type        = string
  default     = "customer-profile"
}
