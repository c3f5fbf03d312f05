package dev.bylaw.rules.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.rule.RuleSource;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarksTest {
    private static final String ID = "acme/self-describing/no-free-text";

    private static final RuleSource FREE_TEXT = TestRules.of("""
            # METADATA
            # title: Columns hold no free text
            # description: A column of free text may hold anything.
            # custom:
            #   severity: warning
            #   subject: column
            #   since: 1.0.0
            #   remedy: Leave the column out.
            package acme.self_describing.no_free_text

            violation contains {"at": "", "message": message} if {
            	not input.column.meta.reviewed
            	some word in ["comment", "notes"]
            	word in split(lower(input.column.name), "_")
            	message := sprintf("column %s holds free text", [input.column.name])
            }
            """);

    private static final RuleTester TESTER = RuleTester.of(FREE_TEXT);

    @Test
    void sayWhereViolationsAre() {
        TESTER.model("orders")
                .sql("""
                select
                    1 as id,
                    '' as comment,  -- violation: column comment holds free text
                    '' as customer_notes
                """ + "    --    ^ violation: customer_notes\n")
                .verify(ID);
    }

    @Test
    void sayInWhichColumnsViolationsAre() {
        TESTER.model("orders").sql("""
                select '' as comment, '' as notes
                --     ^ violation: comment
                --                    ^^^^^^^^^^^ violation: notes
                """).verify(ID);
        assertThatThrownBy(() -> TESTER.model("orders").sql("""
                        select '' as comment
                        --  ^ violation: comment
                        """).verify(ID))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("""
                        acme/self-describing/no-free-text: what was found is not what was asked for
                        asked for and not found:
                          models/orders.sql:1:5 violation: comment
                        found and not asked for:
                          violation of model.shop.orders#comment at the element itself (models/orders.sql:1:8-21): column comment holds free text""");
    }

    @Test
    void standInProperties() {
        TESTER.model("orders")
                .in("marts")
                .properties("""
                        description: All orders.
                        columns:
                          - name: comment
                          # ^ violation: column comment
                          - name: notes
                            meta: {reviewed: true}
                        """)
                .sql("select '' as comment, '' as notes")
                .verify(ID);
    }

    @Test
    void standInContractsManifestsAndSeeds() {
        RuleTester.of(TestRules.of("""
                        # METADATA
                        # title: Contracts are active
                        # description: A contract in another state promises nothing.
                        # custom:
                        #   severity: error
                        #   subject: contract
                        #   since: 1.0.0
                        #   remedy: Set `status` to active.
                        package acme.trustworthy.active

                        violation contains {"at": "/status", "message": sprintf("%s is a draft", [input.contract.id])} if {
                        	input.contract.status == "draft"
                        }
                        """))
                .contract("orders", """
                        apiVersion: v3.1.0
                        kind: DataContract
                        id: orders
                        version: 1.0.0
                        status: draft
                        #  ^ violation: orders is a draft
                        schema: []
                        """)
                .product("shop", """
                        apiVersion: v1.0.0
                        kind: DataProduct
                        id: shop
                        status: active
                        """)
                .verify("acme/trustworthy/active");
        TESTER.properties("seeds: [{name: cities}]")
                .seed("cities", "id,notes // violation: column notes\n1,x\n")
                .verify(ID);
    }

    @Test
    void sayWhatIsUndecided() {
        TESTER.model("orders").properties("""
                        columns:
                          - name: notes  # undecided: REVIEWED
                            meta: {reviewed: "{{ env_var('REVIEWED') }}"}
                        """).sql("select '' as notes").verify(ID);
        assertThatThrownBy(() -> TESTER.model("orders")
                        .properties("""
                        columns:
                          - name: notes
                            meta: {reviewed: "{{ env_var('REVIEWED') }}"}
                        """)
                        .sql("select '' as notes")
                        .verify(ID))
                .hasMessageContaining("""
                        found and not asked for:
                          undecided: model.shop.orders#notes (models/orders.yml:4:9):""");
    }

    @Test
    void sayWhatIsAProblem() {
        TESTER.model("orders")
                .sql("select 1 as id")
                .properties("models: [  # problem: not closed\n")
                .properties("models:\n  - name: orders\n")
                .verify(ID);
    }

    @Test
    void failWhereNothingIsFound() {
        assertThatThrownBy(() -> TESTER.model("orders")
                        .sql("select 1 as id -- violation: free text")
                        .verify(ID))
                .hasMessage("""
                        acme/self-describing/no-free-text: what was found is not what was asked for
                        asked for and not found:
                          models/orders.sql:1 violation: free text""");
    }

    @Test
    void failWhereOneStandsForTwo() {
        assertThatThrownBy(() -> TESTER.model("orders").sql("""
                        select '' as notes, '' as comment -- violation: holds free text
                        """).verify(ID))
                .hasMessageNotContaining("not found")
                .hasMessageContaining("not asked for:\n  violation of");
        TESTER.model("orders").sql("""
                        select '' as notes, '' as comment -- violation: notes holds -- violation: holds free text
                        """).verify(ID);
    }

    @Test
    void mayBeAboutOneRule() {
        RuleTester orders = TESTER.model("orders")
                .sql(
                        "select '' as notes -- violation(acme/self-describing/no-free-text): notes -- violation(a/b/c): x");
        orders.verify(ID);
        assertThatThrownBy(() -> orders.check(ID))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only verify() looks at that: models/orders.sql:1 violation: notes");
    }

    @Test
    void mayBeMissingWhereATestSaysItOtherwise() {
        RuleTester orders = TESTER.model("orders").sql("select '' as notes");
        orders.violation("model.shop.orders#notes", "", "free text").verify(ID);
        assertThatThrownBy(() -> orders.violation("model.shop.orders#notes", "/name", "free text")
                        .verify(ID))
                .hasMessageContaining(
                        "asked for and not found:\n  violation of model.shop.orders#notes at /name: free text");
        TESTER.model("orders")
                .properties("""
                        columns: [{name: notes, meta: {reviewed: "{{ env_var('REVIEWED') }}"}}]
                        """)
                .sql("select '' as notes")
                .undecided("model.shop.orders#notes", "REVIEWED")
                .verify(ID);
    }

    @Test
    void wantSomethingToBeLookedAt() {
        assertThatThrownBy(() -> TESTER.project("name: shop\nversion: 1.0.0\n").verify(ID))
                .hasMessageContaining(
                        "asked for and not found:\n  that the rule looks at something; there is no column");
        assertThatCode(() -> TESTER.model("orders").sql("select 1 as id").verify(ID))
                .doesNotThrowAnyException();
    }

    @Test
    void areNotWhatIsChecked() {
        Marks.Product product =
                Marks.of(Map.of("a.json", """
                {"a": 1,   // violation: one
                 /* ^ violation: two */
                "b": "<!-- no mark -->"} {#- violation(x/y/z): three -#}
                """.getBytes(StandardCharsets.UTF_8), "b.bin", new byte[] {(byte) 0xff}));
        assertThat(new String(product.files().get("a.json"), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\": 1,\n\n\"b\": \"<!-- no mark -->\"}\n");
        assertThat(product.files().get("b.bin")).containsExactly(0xff);
        assertThat(product.marks())
                .extracting(Marks.Mark::toString)
                .containsExactly("a.json:1 violation: one", "a.json:1:5 violation: two", "a.json:3 violation: three");
    }

    @Test
    void areRefusedWhereTheySayNothing() {
        assertThatThrownBy(() ->
                        TESTER.model("orders").sql("select 1 -- violation:\n").verify(ID))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("models/orders.sql:1: a mark says a part of the message");
        assertThatThrownBy(() -> TESTER.model("orders")
                        .sql("-- ^ violation: x\nselect 1\n")
                        .verify(ID))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("models/orders.sql:1: a mark on a line of its own");
        assertThatThrownBy(() -> TESTER.model("orders")
                        .sql("select 1 -- ^ violation: x\n")
                        .verify(ID))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("models/orders.sql:1: a mark with ^ stands on a line of its own");
    }
}
