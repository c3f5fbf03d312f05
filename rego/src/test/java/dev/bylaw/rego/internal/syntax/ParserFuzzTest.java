package dev.bylaw.rego.internal.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoLocation;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Timeout;

/** Whatever the text: a tree or errors with places, no other exception, no hang. */
@Timeout(120)
class ParserFuzzTest {
    private static void parses(String text) {
        try {
            SourceModule module = Parser.parseModule("m", text);
            assertThat(module.packagePath()).isNotEmpty();
        } catch (RegoException e) {
            assertThat(e.errors()).hasSizeBetween(1, ModuleParser.MAX_ERRORS);
            long rows = text.chars().filter(c -> c == '\n').count() + 1;
            for (RegoError error : e.errors()) {
                RegoLocation at = error.location().orElseThrow();
                assertThat(at.row()).isBetween(1, (int) rows);
                assertThat(at.column()).isPositive();
                assertThat(at.endRow()).isGreaterThanOrEqualTo(at.row());
                assertThat(error.message()).isNotBlank().doesNotEndWith(".").hasSizeLessThan(800);
            }
        }
        try {
            Parser.parseQuery("q", text);
        } catch (RegoException e) {
            assertThat(e.errors()).hasSize(1);
        }
        try {
            Parser.parseTerm(text);
        } catch (RegoException e) {
            assertThat(e.errors()).hasSize(1);
        }
    }

    @Property(tries = 1500)
    void survivesBrokenModules(@ForAll long seed) {
        parses(new ModuleText(seed).broken());
    }

    @Property(tries = 500)
    void survivesBrokenModulesWithImportedOperators(@ForAll long seed) {
        String text = new ModuleText(seed).broken().replace(" == ", " or ").replace("; ", " and ");
        parses(text.replaceFirst("\n", "\nimport future.keywords\n"));
    }

    @Property(tries = 1000)
    void survivesTokensInAnyOrder(@ForAll("tokens") String text) {
        parses("package a\n" + text);
        parses("package a\nimport rego.v2\n" + text);
    }

    @Property(tries = 500)
    void survivesAnyCharacters(@ForAll String text) {
        parses(text);
        parses("package a\np := \"" + text + "\"\n# METADATA\n# " + text);
    }

    @Property(tries = 1000)
    void survivesAnyMetadata(@ForAll("metadata") String text) {
        parses("package a\n# METADATA\n# " + text.replace("\n", "\n# ") + "\np := 1");
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.of(ModuleText.PIECES).list().ofMaxSize(40).map(pieces -> String.join(" ", pieces));
    }

    @Provide
    Arbitrary<String> metadata() {
        return Arbitraries.of(
                        "title",
                        "scope",
                        "custom",
                        "authors",
                        "schemas",
                        "compile",
                        "related_resources",
                        "labels",
                        "entrypoint",
                        ": ",
                        ":",
                        "\n",
                        "\n  ",
                        "- ",
                        "[",
                        "]",
                        "{",
                        "}",
                        ", ",
                        "x",
                        "1",
                        "true",
                        "null",
                        "\"",
                        "'",
                        "&a ",
                        "*a",
                        "<<: ",
                        "!!int ",
                        "|",
                        ">",
                        "#",
                        "---",
                        "rule",
                        "\t",
                        "?",
                        "@",
                        "~",
                        "é")
                .list()
                .ofMaxSize(25)
                .map(pieces -> String.join("", pieces));
    }
}
