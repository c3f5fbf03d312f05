package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MutationsTest {
    private static List<String> of(String body) {
        return of(Mutation.Kind.values(), "package p\n\nimport data.lib\n\n" + body + "\n");
    }

    private static List<String> of(Mutation.Kind kind, String body) {
        return of(new Mutation.Kind[] {kind}, "package p\n\n" + body + "\n");
    }

    private static List<String> of(Mutation.Kind[] kinds, String module) {
        return Mutations.of("p.rego", module).stream()
                .filter(mutation -> List.of(kinds).contains(mutation.kind()))
                .map(mutation -> mutation.kind() + " " + mutation.original() + " -> " + mutation.replacement())
                .toList();
    }

    @Test
    void turnConditionsRound() {
        assertThat(of(Mutation.Kind.CONDITION, """
                ok if {
                	input.a
                	not input.b
                	input.c == 1
                	input.d < input.e
                	input.f in {"x"}
                }
                """))
                .containsExactly(
                        "CONDITION input.a -> not input.a",
                        "CONDITION not input.b -> input.b",
                        "CONDITION  ==  ->  != ",
                        "CONDITION  <  ->  >= ",
                        "CONDITION input.f in {\"x\"} -> not input.f in {\"x\"}");
        assertThat(of(Mutation.Kind.CONDITION, "default ok := false")).containsExactly("CONDITION false -> true");
    }

    @Test
    void leaveBranchesOut() {
        assertThat(of(Mutation.Kind.BRANCH, """
                size := "big" if {
                	input.n > 3
                	some x in input.xs
                	y := x
                } else := "small" if y
                """).stream().map(text -> text.replaceAll("\\s+", " ")))
                .containsExactly(
                        "BRANCH size := \"big\" if { input.n > 3 some x in input.xs y := x } else := \"small\" if y -> ",
                        "BRANCH input.n > 3 -> true",
                        "BRANCH else := \"small\" if y -> ",
                        "BRANCH y -> true");
    }

    @Test
    void changeTextsPatternsAndLists() {
        assertThat(of(Mutation.Kind.PATTERN, """
                ok if regex.match(`^(a|b)+$`, input.x)

                names := ["a", "b"]
                """))
                .containsExactly(
                        "PATTERN `^(a|b)+$` -> `^(a|b)+$x`",
                        "PATTERN `^(a|b)+$` -> `(a|b)+$`",
                        "PATTERN `^(a|b)+$` -> `^(a|b)+`",
                        "PATTERN `^(a|b)+$` -> `^(a|b)$`",
                        "PATTERN \"a\",  -> ",
                        "PATTERN \"a\" -> \"ax\"",
                        "PATTERN , \"b\" -> ",
                        "PATTERN \"b\" -> \"bx\"");
    }

    @Test
    void countWrongly() {
        assertThat(of(Mutation.Kind.OFF_BY_ONE, "ok if count(input.xs) >= 2"))
                .containsExactly("OFF_BY_ONE  >=  ->  > ", "OFF_BY_ONE 2 -> 3", "OFF_BY_ONE 2 -> 1");
        assertThat(of(Mutation.Kind.OFF_BY_ONE, "first := regex.find_n(`a`, input.x, -1)[0]"))
                .containsExactly("OFF_BY_ONE -1 -> 0", "OFF_BY_ONE 0 -> 1", "OFF_BY_ONE 0 -> -1");
        assertThat(of(Mutation.Kind.OFF_BY_ONE, "big := 1e300")).isEmpty();
    }

    @Test
    void pointElsewhere() {
        assertThat(of(Mutation.Kind.PLACE, """
                violation contains {"at": "/config/meta", "key": input.k, "message": "wrong"} if input.x

                violation contains {"at": "", "message": message} if message := "no"

                violation contains {"at": "", "path": [input.a], "message": "wrong"}
                """))
                .containsExactly(
                        "PLACE \"/config/meta\" -> \"\"",
                        "PLACE \"/config/meta\" -> \"/config\"",
                        "PLACE input.k -> \"\"",
                        "PLACE \"\" -> \"/name\"",
                        "PLACE \"\" -> \"/name\"",
                        "PLACE [input.a] -> []");
    }

    @Test
    void leaveMessagesAlone() {
        assertThat(of("""
                violation contains {"message": message} if {
                	message := sprintf("%s is wrong, %d", ["fixed", input.count])
                }
                """)).allMatch(text -> text.startsWith("BRANCH violation"));
    }

    @Test
    void goIntoEverythingThatIsWritten() {
        String module = """
                package p

                import future.keywords.not

                f(x) := y if {
                	y := [a | some a in x; a > 1]
                	z := {k: v | some k, v in x; v != "b"}
                	every e in x {
                		e < 5
                	}
                	not {
                		count(z) == 0
                	}
                	w := {"a": x[0], "b": $"{x[1]}"} with input.q as "q"
                	w.a == {1, 2}[_]
                }
                """;
        assertThat(of(Mutation.Kind.values(), module))
                .contains(
                        "OFF_BY_ONE  >  ->  >= ",
                        "PATTERN \"b\" -> \"bx\"",
                        "CONDITION  <  ->  >= ",
                        "OFF_BY_ONE 5 -> 6",
                        "CONDITION  ==  ->  != ",
                        "PATTERN \"q\" -> \"qx\"",
                        "PATTERN 1,  -> ");
    }

    @Test
    void areEachAloneInAModuleThatCanBeParsed() {
        String text = "package u\n\n# 🚲\nok if {\n\tinput.a == \"🚲\"; input.b != \"c\"\n}\n";
        List<Mutation> mutations = Mutations.of("p.rego", text);
        assertThat(mutations).hasSizeGreaterThan(5);
        for (Mutation mutation : mutations) {
            assertThat(RegoModule.parse("p.rego", mutation.text()).packagePath())
                    .containsExactly("u");
            assertThat(text).contains(mutation.original());
            assertThat(mutation.text()).isNotEqualTo(text);
        }
        assertThat(mutations).map(Mutation::toString).contains("p.rego:5:13: \"🚲\" became \"🚲x\"");
        assertThat(mutations).map(Mutation::text).contains(text.replace("!=", "=="));
    }

    @Test
    void needAModule() {
        assertThatThrownBy(() -> Mutations.of("p.rego", "package")).isInstanceOf(RegoException.class);
    }
}
