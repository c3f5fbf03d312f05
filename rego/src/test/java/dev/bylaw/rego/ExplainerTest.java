package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How rules come to their results. */
class ExplainerTest {
    private static final RegoModule MODULE = RegoModule.parse("p.rego", """
            package p

            import data.lib

            found contains name if {
            	some name in input.names
            	lib.size([name, 1]) > 3
            	name in _listed
            	lib.limits.low < input.items[_].size
            }

            _listed contains word if some word in ["mouse", "house"]

            open contains "x" if {
            	input.names[_] == "mouse"
            	_far(input)
            }

            _far(doc) if doc.distance > 1
            """);

    private static final RegoModule LIBRARY = RegoModule.parse("lib.rego", """
            package lib

            limits.low := low if low := 2

            default size(_) := 0

            size([word, _]) := 10 if {
            	word == "elephant"
            } else := count(word) if {
            	is_string(word)
            }
            """);

    private static final Value INPUT = Json.parse("i", """
            {"names": ["cat", "mouse"], "items": [{"size": 1}, {"size": 3}]}
            """);

    private static Explainer explainer() {
        return Policy.compile(List.of(MODULE, LIBRARY))
                .explainer(ObjectValue.EMPTY, EvaluationOptions.DEFAULT.withErrors(EvaluationOptions.ErrorMode.DOUBT));
    }

    private static List<String> lines(Derivation derivation) {
        return derivation.steps().stream()
                .map(step -> step.at().row() + " " + step.text() + " "
                        + step.parts().stream()
                                .map(part -> part.text() + "="
                                        + part.value().map(Value::toString).orElse("?"))
                                .toList())
                .toList();
    }

    @Test
    void showsTheSolutionThatGivesTheMember() {
        Derivation derivation = explainer()
                .member("data.p.found", StringValue.of("mouse"), INPUT)
                .orElseThrow();
        assertThat(derivation.rule()).isEqualTo("data.p.found");
        assertThat(derivation.head()).isEqualTo("found contains name");
        assertThat(lines(derivation))
                .containsExactly(
                        "6 some name in input.names [input.names=[\"cat\", \"mouse\"], name=\"mouse\"]",
                        "7 lib.size([name, 1]) > 3 [lib.size([name, 1])=5]",
                        "8 name in _listed [name=\"mouse\", _listed={\"house\", \"mouse\"}]",
                        "9 lib.limits.low < input.items[_].size [lib.limits.low=2, input.items[_].size=3]");
        Derivation.Step iterated = derivation.steps().get(2);
        assertThat(iterated.because()).singleElement().satisfies(because -> {
            assertThat(because.rule()).isEqualTo("data.p._listed");
            assertThat(lines(because)).singleElement().asString().contains("word=\"mouse\"");
        });
        assertThat(derivation.steps().get(3).because())
                .extracting(Derivation::rule)
                .containsExactly("data.lib.limits.low");
        Derivation.Part part = derivation.steps().get(3).parts().get(1);
        assertThat(part.container()).isEqualTo(Optional.of(Json.parse("i", "{\"size\": 3}")));
        assertThat(part.key()).isEqualTo(Optional.of(StringValue.of("size")));
    }

    @Test
    void saysNothingOfWhatIsNoMember() {
        assertThat(explainer().member("data.p.found", StringValue.of("cat"), INPUT))
                .isEmpty();
        assertThat(explainer().member("data.p.other", StringValue.of("cat"), INPUT))
                .isEmpty();
    }

    @Test
    void stopsAtWhatIsNotKnown() {
        Value input = ObjectValue.builder()
                .put("names", Json.parse("i", "[\"cat\", \"mouse\"]"))
                .absent(StringValue.of("distance"), Doubt.about("/distance", "not measured"))
                .build();
        Derivation derivation = explainer().undecided("data.p.open", input).get(0);
        assertThat(derivation.steps()).hasSize(2);
        assertThat(derivation.steps().get(0).doubt().isNone()).isTrue();
        assertThat(derivation.steps().get(1).doubt().places())
                .extracting(UnknownPlace::reason)
                .containsExactly("not measured");
        assertThat(derivation.steps().get(1).because())
                .singleElement()
                .satisfies(because -> assertThat(because.head()).isEqualTo("_far(doc)"));
        assertThat(explainer().undecided("data.p.open", INPUT)).isEmpty();
    }
}
