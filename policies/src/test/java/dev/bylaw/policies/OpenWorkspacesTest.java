package dev.bylaw.policies;

import dev.bylaw.rule.RuleSource;
import dev.bylaw.rules.test.RuleTester;
import org.junit.jupiter.api.Test;

/** What the rules say where not everything of a product is known. */
class OpenWorkspacesTest {
    @Test
    void areDecidedAboutColumnsOfSources() {
        areDecidedAboutColumnsOfSources(new StandardRules());
    }

    /** Where a source says of a column that it is not personal data, no model that may be missing changes that. */
    static void areDecidedAboutColumnsOfSources(RuleSource rules) {
        RuleTester.of(rules)
                .file("dbt_project.yml", "name: shop\nversion: '1'\nprofile: shop\nmodel-paths: [models]\n")
                .file("packages.yml", "packages:\n  - package: acme/other\n    version: 1.0.0\n")
                .file("models/crm.yml", """
                        sources:
                          - name: crm
                            tables:
                              - name: customers
                                columns:
                                  - name: city
                        """)
                .file("models/orders.sql", """
                        {{ config(materialized='table') }}
                        select city as town from {{ source('crm', 'customers') }}
                        """)
                .check("bylaw/secure/pii-propagation")
                .passes("model.shop.orders#town");
    }
}
