package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CapabilitiesTest {
    private static final RegoFunction OWNER = RegoFunction.of(
            "acme.owner",
            List.of(RegoType.Scalar.STRING),
            RegoType.Scalar.STRING,
            (call, arguments) -> switch (((StringValue) arguments.get(0)).value()) {
                case "orders" -> Optional.of(StringValue.of("sales"));
                case "broken" -> throw new IllegalStateException("the register is closed");
                case "fails" -> throw new NullPointerException();
                default -> Optional.empty();
            });

    private static Policy compile(String text, Capabilities capabilities) {
        return Policy.compile(
                List.of(RegoModule.parse("p.rego", text)), Policy.Options.DEFAULT.withCapabilities(capabilities));
    }

    private static Value result(Policy policy, EvaluationOptions options) {
        List<Solution> solutions = policy.prepare("x = data.p.x")
                .evaluate(ObjectValue.EMPTY, options)
                .solutions();
        return solutions.isEmpty() ? null : solutions.get(0).bindings().get("x");
    }

    private static Value result(String expression, Capabilities capabilities) {
        return result(compile("package p\nx := " + expression, capabilities), EvaluationOptions.DEFAULT);
    }

    private static String call(Grant grant) {
        return grant.builtin()
                + switch (grant) {
                    case HTTP_SEND -> "({})";
                    case LOOKUP_IP_ADDRESS, UUID -> "(\"x\")";
                    case RANDOM -> "(\"x\", 9)";
                    case RUNTIME, NOW -> "()";
                };
    }

    @ParameterizedTest
    @EnumSource
    void refusesToLoadWhatIsNotGranted(Grant grant) {
        assertThatThrownBy(() -> result(call(grant), Capabilities.NONE))
                .isInstanceOf(RegoException.class)
                .hasMessageContaining("p.rego:2:6")
                .hasMessageContaining(grant.builtin() + " is not granted: " + grant.reason());
        assertThatThrownBy(() -> compile("package p\nx if true with " + grant.builtin() + " as 2", Capabilities.NONE))
                .hasMessageContaining(grant.builtin() + " is not granted");
    }

    @ParameterizedTest
    @EnumSource
    void letsTestsReplaceWhatIsNotGranted(Grant grant) {
        Capabilities capabilities = Capabilities.NONE.replaceable(grant);
        String text = "package p\ny := " + call(grant) + "\nx := z if z := y with " + grant.builtin() + " as 7";
        assertThat(result(compile(text, capabilities), EvaluationOptions.DEFAULT))
                .hasToString("7");
        assertThatThrownBy(() -> result(call(grant), capabilities))
                .isInstanceOfSatisfying(
                        RegoException.class,
                        e -> assertThat(e.errors().get(0).code()).isEqualTo("eval_grant_error"))
                .hasMessageContaining(grant.builtin() + " is not granted");
    }

    @Test
    void grantsByName() {
        assertThat(Grant.of("time.now_ns")).isEqualTo(Grant.NOW);
        assertThatThrownBy(() -> Grant.of("time.now"))
                .hasMessageContaining("\"time.now\" is not to be granted")
                .hasMessageContaining("http.send, net.lookup_ip_addr");
    }

    @Test
    void givesWhatIsGranted() {
        Policy now = compile("package p\nx := time.now_ns()", Capabilities.NONE.grant(Grant.NOW));
        assertThat(result(now, EvaluationOptions.DEFAULT.withNow(Instant.ofEpochSecond(3))))
                .hasToString("3000000000");
        ObjectValue runtime =
                ObjectValue.builder().put("version", StringValue.of("1")).build();
        assertThat(result("opa.runtime().version", Capabilities.LOCAL.withRuntime(runtime)))
                .hasToString("\"1\"");
        assertThat(result("opa.runtime()", Capabilities.LOCAL)).hasToString("{}");
    }

    @Test
    void callsFunctionsOfTheEmbedder() {
        Capabilities capabilities = Capabilities.NONE.withFunction(OWNER);
        assertThat(result("acme.owner(\"orders\")", capabilities)).hasToString("\"sales\"");
        assertThat(result("acme.owner(\"other\")", capabilities)).isNull();
        assertThat(OWNER).hasToString("acme.owner(string) string");
        assertThatThrownBy(() -> result("acme.owner(\"x\")", Capabilities.NONE))
                .hasMessageContaining("undefined function acme.owner");
        assertThatThrownBy(() -> result("acme.owner(1, 2, 3)", capabilities)).hasMessageContaining("arity");
        String mocked = "package p\ny := acme.owner(\"orders\")\nx := z if z := y with acme.owner as \"z\"";
        assertThat(result(compile(mocked, capabilities), EvaluationOptions.DEFAULT))
                .hasToString("\"z\"");
    }

    @Test
    void makesErrorsOfTheCallOfWhatABodyThrows() {
        Capabilities capabilities = Capabilities.NONE
                .withFunction(OWNER)
                .withFunction(RegoFunction.of(
                        "wrong", List.of(), RegoType.Scalar.STRING, (call, arguments) -> Optional.of(NullValue.NULL)));
        for (String[] expected : new String[][] {
            {"acme.owner(\"broken\")", "acme.owner: the register is closed"},
            {"acme.owner(\"fails\")", "acme.owner: NullPointerException"},
            {"acme.owner(input.number)", "acme.owner: operand 1 must be string but got number"},
            {"wrong()", "wrong: the function is to give string but gave null"}
        }) {
            Policy policy = compile("package p\nx := " + expected[0], capabilities);
            ObjectValue input =
                    ObjectValue.builder().put("number", NumberValue.of(1)).build();
            PreparedQuery query = policy.prepare("data.p.x");
            assertThat(query.evaluate(input, ObjectValue.EMPTY, EvaluationOptions.DEFAULT)
                            .solutions())
                    .isEmpty();
            assertThatThrownBy(() -> query.evaluate(
                            input,
                            ObjectValue.EMPTY,
                            EvaluationOptions.DEFAULT.withErrors(EvaluationOptions.ErrorMode.FAIL)))
                    .isInstanceOf(RegoException.class)
                    .hasMessageContaining(expected[1]);
        }
    }

    @Test
    void countsTheWorkOfABody() {
        RegoFunction endless = RegoFunction.of("endless", List.of(), RegoType.ANY, (call, arguments) -> {
            while (true) {
                call.work(1);
            }
        });
        Policy policy = compile("package p\nx := endless()", Capabilities.NONE.withFunction(endless));
        assertThatThrownBy(() -> result(policy, EvaluationOptions.DEFAULT.withSteps(10_000)))
                .hasMessageContaining("10000 steps");
    }

    @Test
    void doubtsResultsOfWhatIsNotKnown() {
        RegoFunction size = RegoFunction.of(
                "size",
                List.of(RegoType.ANY),
                RegoType.ANY,
                (call, arguments) -> Optional.of(NumberValue.of(((ObjectValue) arguments.get(0)).size())));
        Policy policy = compile("package p\nx := size(input)\ny := size({})", Capabilities.NONE.withFunction(size));
        ObjectValue input = ObjectValue.builder()
                .absent(StringValue.of("owner"), Doubt.about("/owner", "unknown"))
                .build();
        List<Evaluated> found = policy.session(ObjectValue.EMPTY, EvaluationOptions.DEFAULT)
                .evaluate(List.of("data.p.x", "data.p.y"), input, Set.of());
        assertThat(found.get(0).doubt().isNone()).isFalse();
        assertThat(found.get(1).doubt().isNone()).isTrue();
    }

    @Test
    void keepsNoResultOfImpureFunctions() {
        AtomicInteger calls = new AtomicInteger();
        RegoFunction next = RegoFunction.of(
                        "next",
                        List.of(),
                        RegoType.Scalar.NUMBER,
                        (call, arguments) -> Optional.of(NumberValue.of(calls.incrementAndGet())))
                .impure();
        Session session = compile("package p\nx := next()", Capabilities.NONE.withFunction(next))
                .session(ObjectValue.EMPTY, EvaluationOptions.DEFAULT);
        for (int i = 1; i <= 3; i++) {
            assertThat(session.evaluate(List.of("data.p.x"), ObjectValue.EMPTY, Set.of())
                            .get(0)
                            .value()
                            .orElseThrow())
                    .hasToString(Integer.toString(i));
        }
    }

    @Test
    void refusesNamesThatAreTaken() {
        assertThatThrownBy(
                        () -> RegoFunction.of("a..b", List.of(), RegoType.ANY, (call, arguments) -> Optional.empty()))
                .hasMessageContaining("no name");
        assertThatThrownBy(() -> Capabilities.NONE.withFunction(OWNER).withFunction(OWNER))
                .hasMessageContaining("acme.owner already");
        RegoFunction count = RegoFunction.of("count", List.of(), RegoType.ANY, (call, arguments) -> Optional.empty());
        assertThatThrownBy(() -> compile("package p", Capabilities.NONE.withFunction(count)))
                .hasMessageContaining("a builtin count already");
    }
}
