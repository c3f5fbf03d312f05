# METADATA
# title: Columns with personal data are tagged
# description: >-
#   Every column of an output that holds personal data says so, by a tag or in its meta. A column is taken to hold
#   personal data when its name looks like it or when a contract says so. What is not declared cannot be masked, found
#   for a deletion request, or kept from those who must not read it.
# custom:
#   severity: error
#   subject: column
#   since: 0.1.0
#   remedy: "Give the column the tag `pii` in the properties of its model: `config: {tags: [pii]}`."
#   parameters:
#     name_patterns:
#       type: list
#       default:
#         - '(^|_)e_?mails?(_?addr(ess(es)?)?)?(_?\d+)?$'
#         - '(^|_)(full|first|last|middle|maiden|given|family|sur|fore|nick|user|screen)_?names?(_?\d+)?$'
#         - '(^|_)name_(full|first|last|middle|given|family)$'
#         - '(^|_)(applicant|beneficiary|candidate|card_?holder|account_?holder|contact|customer|employee|guest|passenger|patient|person|recipient|student|subscriber)_name$'
#         - '(^|_)((tele|cell|mobile)_?)?phones?(_?(no|nr|num|number)s?)?(_?\d+)?$'
#         - '(^|_)(mobile|fax|whatsapp)_?(no|nr|num|number)$'
#         - '(^|_)(fax|msisdn)$'
#         - '(^|_)(street|postal|home|mailing|billing|shipping|delivery|residential)_?addr(ess(es)?)?(_?line)?(_?\d+)?$'
#         - '(^|_)addr(ess)?_?line(_?\d+)?$'
#         - '(^|_)(ssn|aadha?ar|curp|mrn|medical_record_(no|number)|nhs_number)$'
#         - '(^|_)(social_security|social_insurance|national_insurance|national_id|identity_card|id_card|tax_?payer|passport|driver_?s?_licen[cs]e|driving_licen[cs]e)_?(id|no|nr|num|number)$'
#         - '(^|_)(national_id|passport|driver_?s?_licen[cs]e|driving_licen[cs]e)$'
#         - '(^|_)(iban|cvv|cvc)$'
#         - '(^|_)((bank_account|credit_card|debit_card|payment_card|cc)_?(no|nr|num|number)|card_?number)$'
#         - '(^|_)(date_of_birth|birth_?(date|day)|dob)$'
#         - '(^|_)ip_?addr(ess)?$'
#         - '(^|_)(client|remote|user|visitor|customer)_ip$'
#         - '(^|_)(advertising_id|idfa|gaid|imei)$'
#       merge: union
#       description: >-
#         Names that personal data usually has, as regular expressions that are matched with the name in snake case
#     exempt_patterns:
#       type: list
#       default:
#         - '(^|_)(is|has|had|was|can|should|allows?|accepts?|opted_in|opted_out)_'
#         - '^(n|nr|num|number|cnt|count|total|sum|avg|pct|share)_'
#         - '^(hash|hashed|masked|encrypted|tokeni[sz]ed|anonymi[sz]ed|pseudonymi[sz]ed|redacted)_'
#         - '(^|_)(agency|branch|company|facility|location|merchant|office|organi[sz]ation|practice|shop|store|supplier|support|vendor|warehouse)_(e_?mail|((tele|cell)_?)?phone|fax|([a-z]+_)?address)'
#         - '(^|_)(app|brand|category|class|column|database|db|device|event|field|file|font|job|mode|model|package|path|product|project|repo|repository|schema|service|system|table|team|type)_?(full|first|last|given|family|user)_?name$'
#         - '(^|_)(destination|gateway|host|resolver|server)_ip_?(addr(ess)?)?$'
#       merge: intersection
#       description: Names that are none of personal data although they look like it, as regular expressions
#     accept_denials:
#       type: boolean
#       default: false
#       merge: all
#       description: Whether a meta key that denies it, such as `pii` with the value false, ends the matter
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
import data.bylaw.lib.outputs

violation contains {"at": "", "message": message} if {
	outputs.is_output(input.model)
	not columns.is_declared(input.column, input.params)
	evidence := _evidence
	not _is_settled
	message := sprintf("column %s %s and carries no %s tag", [
		input.column.name,
		evidence,
		concat(" or ", input.params.tags),
	])
}

undecided contains {"message": outputs.unread(input.model, input.column)}

_evidence := "looks like personal data" if {
	columns.looks_personal(input.column.name, input.params)
} else := "is personal data by its contract" if {
	columns.is_promised(input.model, input.column, input.params)
}

_is_settled if {
	input.params.accept_denials
	columns.is_denied(input.column, input.params)
}
