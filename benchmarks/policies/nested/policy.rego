package bench.nested

# Every inside every: a product is ready when all of its ports, contracts and columns are.

ready contains product.name if {
	some product in input.products
	count(product.ports) > 0
	every port in product.ports {
		port.owner != ""
		every contract in port.contracts {
			contract.version >= 1
			every name, column in contract.columns {
				column.type in {"string", "integer", "date", "decimal"}
				column.description != ""
				not startswith(name, "_")
			}
		}
	}
}

incomplete contains sprintf("%s.%s.%s", [product.name, port.name, name]) if {
	some product in input.products
	some port in product.ports
	some contract in port.contracts
	some name, column in contract.columns
	column.description == ""
}

all_active if {
	every product in input.products {
		product.status in {"active", "draft", "retired"}
	}
}

decision := {"ready": ready, "incomplete": count(incomplete), "all_active": all_active}
