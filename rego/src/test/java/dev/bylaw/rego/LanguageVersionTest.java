package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LanguageVersionTest {
    private static final String OLD = """
            package p
            import future.keywords.in
            deny[msg] { not input.owner; msg := "no owner" }
            allow { input.role == "admin" }
            allow { some r in input.roles; r == "admin" }
            level(x) = "high" { x > 5 } else = "low" { true }
            names = [contains | contains := input.names[_]]
            users.admin["a"] = 1
            f(1) = 2
            """;

    private static Value value(Policy policy, String query) {
        return policy.prepare("x = " + query)
                .evaluate(
                        Json.parse("input.json", "{\"roles\": [\"admin\"], \"names\": [\"a\"]}"),
                        ObjectValue.EMPTY,
                        EvaluationOptions.DEFAULT)
                .solutions()
                .get(0)
                .bindings()
                .get("x");
    }

    @Test
    void readsRulesWithoutIfAndContains() {
        RegoModule module = RegoModule.parse("p.rego", OLD, RegoVersion.V0);
        Policy policy = Policy.compile(List.of(module));
        assertThat(module.version()).isEqualTo(RegoVersion.V0);
        assertThat(value(policy, "data.p.deny")).hasToString("{\"no owner\"}");
        assertThat(value(policy, "data.p.allow")).isEqualTo(BooleanValue.TRUE);
        assertThat(value(policy, "[data.p.level(9), data.p.level(1)]")).hasToString("[\"high\", \"low\"]");
        assertThat(value(policy, "data.p.names")).hasToString("[\"a\"]");
        assertThat(value(policy, "data.p.users")).hasToString("{\"admin\": {\"a\": 1}}");
        assertThat(value(policy, "data.p.f(1)")).isEqualTo(NumberValue.of(2));
    }

    @Test
    void wantsTheWordsOfRegoV1Otherwise() {
        assertThatThrownBy(() -> RegoModule.parse("p.rego", OLD))
                .isInstanceOf(RegoException.class)
                .hasMessageContaining("`if` keyword is required before rule body");
        assertThatThrownBy(() ->
                        RegoModule.parse("p.rego", "package p\nimport rego.v1\nallow { input.x }", RegoVersion.V0))
                .hasMessageContaining("`if` keyword is required before rule body");
        assertThat(RegoModule.parse("p.rego", "package p\nimport rego.v1\np := 1", RegoVersion.V0)
                        .version())
                .isEqualTo(RegoVersion.V1);
    }

    @Test
    void mixesVersionsInOnePolicy() {
        Policy policy = Policy.compile(List.of(
                RegoModule.parse("old.rego", "package old\np[x] { x := [1, 2][_] }", RegoVersion.V0),
                RegoModule.parse("new.rego", "package new\nq contains x + 1 if some x in data.old.p")));
        assertThat(value(policy, "data.new.q")).hasToString("{2, 3}");
    }

    @Test
    void allowsDeprecatedBuiltinsInOldModulesOnly() {
        String text = "package p\np = any([true])";
        assertThat(value(Policy.compile(List.of(RegoModule.parse("p.rego", text, RegoVersion.V0))), "data.p.p"))
                .isEqualTo(BooleanValue.TRUE);
        assertThatThrownBy(() -> Policy.compile(List.of(RegoModule.parse("p.rego", text))))
                .hasMessageContaining("deprecated built-in function calls in expression: any");
        assertThatThrownBy(() -> Policy.compile(
                        List.of(RegoModule.parse("p.rego", text, RegoVersion.V0)),
                        Policy.Options.DEFAULT.withStrict(true)))
                .hasMessageContaining("deprecated built-in function calls in expression: any");
    }

    @Test
    void letsOldRulesHaveTheNamesOfDocuments() {
        Policy policy =
                Policy.compile(List.of(RegoModule.parse("p.rego", "package p\ninput = 1\nq = input", RegoVersion.V0)));
        assertThat(value(policy, "data.p.q")).isEqualTo(NumberValue.of(1));
    }
}
