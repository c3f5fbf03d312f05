package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    private static final String ENDLESS =
            "package a\np := count([1 | numbers.range(1, 100000)[_]; numbers.range(1, 100000)[_]])";

    private static Policy policy(String... texts) {
        List<RegoModule> modules = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            modules.add(RegoModule.parse("m" + i + ".rego", texts[i]));
        }
        return Policy.compile(modules);
    }

    private static Value evaluate(Policy policy, String query, EvaluationOptions options) {
        return policy.prepare("x = " + query)
                .evaluate(ObjectValue.EMPTY, options)
                .solutions()
                .get(0)
                .bindings()
                .get("x");
    }

    private static String error(String text, EvaluationOptions options) {
        Policy policy = policy(text);
        RegoException error = catchThrowableOfType(RegoException.class, () -> evaluate(policy, "data.a.p", options));
        return error.errors().get(0).code();
    }

    @Test
    void listsWhatItsModulesDefine() {
        Policy policy = policy("""
                package a.b
                p := 1
                s contains 1
                o.x.y := 2
                f(x, y) := x + y
                f(1, 2) := 3
                """);
        assertThat(policy.definitions())
                .extracting(
                        Definition::path,
                        Definition::kind,
                        Definition::parameters,
                        d -> d.locations().size())
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple("data.a.b.p", Definition.Kind.COMPLETE, 0, 1),
                        org.assertj.core.api.Assertions.tuple("data.a.b.s", Definition.Kind.PARTIAL_SET, 0, 1),
                        org.assertj.core.api.Assertions.tuple("data.a.b.o.x.y", Definition.Kind.COMPLETE, 0, 1),
                        org.assertj.core.api.Assertions.tuple("data.a.b.f", Definition.Kind.FUNCTION, 2, 2));
    }

    @Test
    void showsTheMetadataOfModules() {
        RegoModule module = RegoModule.parse("m.rego", """
                # METADATA
                # title: A package
                package a.b

                # METADATA
                # custom:
                #   severity: error
                p := 1
                """);
        assertThat(module.packagePath()).containsExactly("a", "b");
        assertThat(module.packageLocation()).hasToString("m.rego:3:1");
        Annotations rule = module.annotations().get(1);
        assertThat(rule.scope()).isEqualTo("rule");
        assertThat(rule.field("custom")).hasValue(Json.parse("j", "{\"severity\": \"error\"}"));
        assertThat(rule.field("title")).isEmpty();
        assertThat(rule.place("/custom/severity").row()).isEqualTo(7);
    }

    @Test
    @Timeout(60)
    void endsWhatTakesTooMuch() {
        assertThat(error(ENDLESS, EvaluationOptions.DEFAULT.withSteps(10_000))).isEqualTo("eval_budget_error");
        assertThat(error(ENDLESS, EvaluationOptions.DEFAULT.withTimeout(Duration.ofMillis(5))))
                .isEqualTo("eval_budget_error");
        assertThat(error(ENDLESS, EvaluationOptions.DEFAULT.withCancelled(() -> true)))
                .isEqualTo("eval_cancel_error");
        Thread.currentThread().interrupt();
        assertThat(error(ENDLESS, EvaluationOptions.DEFAULT)).isEqualTo("eval_cancel_error");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void takesTimeAndChanceFromTheOptions() {
        String text = "package a\np := time.now_ns()\nq := rand.intn(\"x\", 1000000)\nr := uuid.rfc4122(\"x\")";
        Policy policy = Policy.compile(
                List.of(RegoModule.parse("m.rego", text)), Policy.Options.DEFAULT.withCapabilities(Capabilities.LOCAL));
        EvaluationOptions options = EvaluationOptions.DEFAULT.withNow(Instant.ofEpochSecond(1, 5));
        assertThat(evaluate(policy, "data.a.p", options)).hasToString("1000000005");
        assertThat(evaluate(policy, "data.a.q", options.withSeed(4)))
                .isEqualTo(evaluate(policy, "data.a.q", options.withSeed(4)))
                .isNotEqualTo(evaluate(policy, "data.a.q", options.withSeed(5)));
        assertThat(evaluate(policy, "data.a.r", options.withSeed(4)))
                .isNotEqualTo(evaluate(policy, "data.a.r", options.withSeed(5)));
    }

    @Test
    void printsToTheReceiver() {
        List<String> lines = new ArrayList<>();
        EvaluationOptions options = EvaluationOptions.DEFAULT.withPrint((place, text) -> lines.add(place + " " + text));
        evaluate(policy("package a\np if print(\"x\", [\"\\u0001\"], {1, 2}, input.y)"), "data.a.p", options);
        assertThat(lines).containsExactly("m0.rego:2:6 x [\"\\x01\"] {1, 2} <undefined>");
    }

    @Test
    void handlesErrorsOfBuiltinsAsAsked() {
        String text = "package a\ndefault p := \"default\"\np := to_number(\"x\")";
        assertThat(evaluate(policy(text), "data.a.p", EvaluationOptions.DEFAULT))
                .hasToString("\"default\"");
        assertThat(error(text, EvaluationOptions.DEFAULT.withErrors(ErrorMode.FAIL)))
                .isEqualTo("eval_builtin_error");
        Evaluated found = policy(text)
                .session(ObjectValue.EMPTY, EvaluationOptions.DEFAULT.withErrors(ErrorMode.DOUBT))
                .evaluate(List.of("data.a.p"), ObjectValue.EMPTY, Set.of())
                .get(0);
        assertThat(found.value()).hasValue(StringValue.of("default"));
        assertThat(found.doubt().isNone()).isFalse();
        assertThat(found.errors()).extracting(RegoError::code).containsExactly("eval_builtin_error");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    p := x                            => rego_unsafe_var_error
                    p := q  q := p                    => rego_recursion_error
                    p := 1  p contains 1              => rego_type_error
                    f(x) := x  f(x, y) := y           => rego_type_error
                    p := 1  p.q := 2                  => rego_type_error
                    default p := 1  default p := 2    => rego_type_error
                    f(x) := x  p := f(1, 2)           => rego_type_error
                    p := http.send({})                => rego_type_error
                    p if { true with http.send as 1 } => rego_type_error
                    p := cuont([])                    => rego_type_error
                    p if { x := 1; x := 2 }           => rego_compile_error
                    p if { some x; true }             => rego_compile_error
                    p if { input := 1 }               => rego_compile_error
                    p if { true with foo as 1 }       => rego_type_error
                    p if { every x in [1] { y == x } } => rego_unsafe_var_error
                    p := {y | x}                      => rego_unsafe_var_error
                    """)
    void refusesWhatOpaRefuses(String rules, String code) {
        assertThatThrownBy(() -> policy("package a\n" + rules.replace("  ", "\n")))
                .isInstanceOfSatisfying(
                        RegoException.class,
                        e -> assertThat(e.errors().get(0).code()).isEqualTo(code));
    }

    @Test
    void suggestsWhatWasMeant() {
        assertThatThrownBy(() -> policy("package a\np := cuont([])")).hasMessageContaining("count");
        assertThatThrownBy(() -> policy("package a\np if { true with http.send as 1 }"))
                .hasMessageContaining("undefined function http.send; http.send is not granted: it sends requests");
    }

    @Test
    void readsRulesAndBaseDocumentTogether() {
        Policy policy = policy("package a\np := 1\nq.r contains 2\nf(x) := x", "package a.b\ns := 3");
        ObjectValue data =
                (ObjectValue) Json.parse("d", "{\"a\": {\"base\": {\"k\": [4]}, \"b\": {\"t\": 5}}, \"z\": 6}");
        QueryResult all = policy.prepare("x = data").evaluate(data, EvaluationOptions.DEFAULT);
        assertThat(all.solutions().get(0).bindings().get("x"))
                .hasToString("{\"a\": {\"b\": {\"s\": 3, \"t\": 5}, \"base\": {\"k\": [4]}, \"p\": 1, "
                        + "\"q\": {\"r\": {2}}}, \"z\": 6}");
        QueryResult keys = policy.prepare("data.a[k].k[0] = v").evaluate(data, EvaluationOptions.DEFAULT);
        assertThat(keys.solutions())
                .extracting(solution -> solution.bindings().toString())
                .containsExactly("{k=\"base\", v=4}");
    }
}
