package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What makes two findings the same. */
class FingerprintsTest {
    private static final String COLUMNS = """
            models:
              - name: orders
                columns:
                  - {name: id, constraints: [{type: check, name: a, expression: x}, {type: check, name: b, expression: y}]}
                config: {tags: [one, two]}
            """;

    private static TestProduct product(String properties) {
        return TestProduct.dbt().file("models/orders.sql", "select 1 as id").file("models/schema.yml", properties);
    }

    private static List<String> of(TestProduct product) {
        return TestProduct.fingerprints(product.check());
    }

    private static String only(TestProduct product) {
        assertThat(of(product)).hasSize(1);
        return of(product).get(0);
    }

    private static String finding(String properties, String body) {
        return only(product(properties).rule("found", "model", "violation contains " + body));
    }

    @Test
    void staysWhenLinesMoveAndMessagesChange() {
        String first = finding(COLUMNS, "{\"at\": \"/columns/id\", \"message\": \"one\"}");
        assertThat(first).matches("[0-9a-f]{32}");
        assertThat(finding("# comment\n\n" + COLUMNS, "{\"at\": \"/columns/id\", \"message\": \"two\"}"))
                .isEqualTo(first);
    }

    @Test
    void staysWhenItemsWithNamesChangeTheirOrder() {
        String other = COLUMNS.replace(
                "[{type: check, name: a, expression: x}, {type: check, name: b, expression: y}]",
                "[{type: check, name: b, expression: y}, {type: check, name: a, expression: x}]");
        assertThat(finding(COLUMNS, "{\"at\": \"/columns/id/constraints/0\", \"message\": \"m\"}"))
                .isEqualTo(finding(other, "{\"at\": \"/columns/id/constraints/1\", \"message\": \"m\"}"))
                .isNotEqualTo(finding(other, "{\"at\": \"/columns/id/constraints/0\", \"message\": \"m\"}"));
    }

    @Test
    void differsByPlaceKeyElementAndRule() {
        TestProduct product = product(COLUMNS)
                .file("models/other.sql", "select 1 as id")
                .rule("a", "model", """
                        violation contains {"message": "m"}
                        violation contains {"message": "m", "key": "x"}
                        violation contains {"message": "m", "key": "y"}
                        violation contains {"message": "m", "at": "/config"}
                        violation contains {"message": "m", "at": "/config/tags"}
                        """)
                .rule("b", "model", "violation contains {\"message\": \"m\"}")
                .rule("c", "column", "violation contains {\"message\": \"m\"}");
        assertThat(of(product)).hasSize(14).doesNotHaveDuplicates();
    }

    @Test
    void isTheSameForTwoMessagesAtOnePlace() {
        TestProduct product = product(COLUMNS).rule("a", "model", """
                violation contains {"message": "m"}
                violation contains {"message": "n"}
                """);
        assertThat(of(product)).hasSize(2).containsOnly(of(product).get(0));
    }
}
