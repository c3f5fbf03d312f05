package bench.terraform

# Checks of a Terraform plan: buckets are encrypted, tagged and private, no role may do everything.

required_tags := {"domain", "product", "owner", "cost-center"}

created_or_changed contains resource if {
	some resource in input.resource_changes
	some action in resource.change.actions
	action in {"create", "update"}
}

deny contains message if {
	some resource in created_or_changed
	missing := required_tags - object.keys(object.get(resource.change.after, "tags", {}))
	count(missing) > 0
	message := sprintf("%s lacks the tags %s", [resource.address, concat(", ", missing)])
}

deny contains message if {
	some resource in created_or_changed
	resource.type == "aws_s3_bucket"
	not is_encrypted(resource)
	message := sprintf("bucket %s is not encrypted", [resource.address])
}

deny contains message if {
	some resource in created_or_changed
	resource.type == "aws_s3_bucket"
	resource.change.after.acl in {"public-read", "public-read-write"}
	message := sprintf("bucket %s is public", [resource.address])
}

deny contains message if {
	some resource in created_or_changed
	resource.type == "aws_iam_policy"
	document := json.unmarshal(resource.change.after.policy)
	some statement in document.Statement
	statement.Effect == "Allow"
	statement.Action == "*"
	message := sprintf("policy %s allows everything", [resource.address])
}

is_encrypted(resource) if {
	some other in input.resource_changes
	other.type == "aws_s3_bucket_server_side_encryption_configuration"
	other.change.after.bucket == resource.change.after.bucket
}

by_type[type] := count(addresses) if {
	some type in {resource.type | some resource in input.resource_changes}
	addresses := [resource.address | some resource in input.resource_changes; resource.type == type]
}

decision := {"deny": deny, "by_type": by_type}
