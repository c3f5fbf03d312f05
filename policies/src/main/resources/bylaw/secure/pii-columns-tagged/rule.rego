# METADATA
# title: Columns with personal data are tagged
# description: >-
#   Every column of an output that holds personal data says so, by a tag or in its meta. A column is taken to hold personal
#   data when its name looks like it or when a contract classifies it so. What is not declared cannot be masked, found for
#   a deletion request, or kept from those who must not read it.
# custom:
#   severity: error
#   subject: column
#   since: 0.1.0
#   remedy: "Give the column the tag `pii` in the properties of its model: `config: {tags: [pii]}`."
#   parameters:
#     name_patterns:
#       type: list
#       default:
#         - '(?i)(^|_)(e_?mail|e_?mail_addr(ess)?)(_|$)'
#         - '(?i)(^|_)(full|first|last|middle|maiden|given|family|sur)_?name(_|$)'
#         - '(?i)(^|_)(phone|mobile|telephone|fax)(_?(no|nr|num|number))?(_|$)'
#         - '(?i)(^|_)(street|postal|home|mailing|billing|shipping)_?addr(ess)?(_|$)'
#         - '(?i)(^|_)(ssn|social_security(_?(no|number))?|national_id|tax_id|passport(_?(no|number))?|driver_?s?_?licen[cs]e)(_|$)'
#         - '(?i)(^|_)(iban|bank_account(_?(no|number))?|credit_card(_?(no|number))?|card_number)(_|$)'
#         - '(?i)(^|_)(date_of_birth|birth_?da(te|y)|dob)(_|$)'
#         - '(?i)(^|_)(ip_?addr(ess)?|device_id)(_|$)'
#       merge: union
#       description: Names that personal data usually has, as regular expressions
#     tags:
#       type: set
#       default: [pii]
#       merge: locked
#       description: Tags that declare a column as personal data
#     meta_keys:
#       type: set
#       default: [pii, contains_pii, is_pii]
#       merge: locked
#       description: Meta keys that declare a column as personal data unless their value denies it
#     classification_keys:
#       type: set
#       default: [classification, data_classification]
#       merge: locked
#       description: Meta keys that hold a classification
#     classifications:
#       type: set
#       default: [pii, personal, personal data, sensitive personal data]
#       merge: union
#       description: Classifications that mean personal data, in lower case
package bylaw.secure.pii_columns_tagged

import data.bylaw.lib.columns
import data.bylaw.lib.contracts
import data.bylaw.lib.outputs

violation contains {"at": "", "message": message} if {
	outputs.is_output(input.model)
	why := evidence
	not columns.is_declared(input.column, input.params)
	message := sprintf("column %s %s and carries no %s tag", [
		input.column.name,
		why,
		concat(" or ", input.params.tags),
	])
}

evidence := "looks like personal data" if columns.looks_personal(input.column.name, input.params)

else := "is classified as personal data by its contract" if {
	some classification in contracts.classifications[input.model.unique_id][lower(input.column.name)]
	columns.is_classified(classification, input.params)
}
