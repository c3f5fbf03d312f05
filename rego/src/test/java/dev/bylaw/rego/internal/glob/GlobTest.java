package dev.bylaw.rego.internal.glob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The automaton of a glob says what going all ways says. */
class GlobTest {
    @Property(tries = 2000)
    void saysTheSameBothWays(@ForAll("globs") String pattern, @ForAll("texts") List<String> texts) {
        Glob glob;
        try {
            glob = Glob.compile(pattern, new int[] {'/', '.'});
        } catch (GlobSyntaxException e) {
            return;
        }
        for (String text : texts) {
            assertThat(glob.matches(text, steps -> {}))
                    .as("%s on %s", pattern, text)
                    .isEqualTo(glob.simulate(text, steps -> {}));
        }
    }

    @Provide
    static Arbitrary<String> globs() {
        return Arbitraries.of(
                        "a",
                        "b",
                        "/",
                        ".",
                        "*",
                        "**",
                        "?",
                        "[ab]",
                        "[!a]",
                        "[a-c]",
                        "{a,b}",
                        "{a*,/b,}",
                        "{ab,{b,c}?}",
                        "\\*",
                        "é",
                        "\ud83d\ude00")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @Provide
    static Arbitrary<List<String>> texts() {
        return Arbitraries.of("a", "b", "c", "/", ".", "*", "é", "\ud83d\ude00", "\ud83d", "ab")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts))
                .list()
                .ofSize(10);
    }
}
