package dev.bylaw.rego.internal.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.Capabilities;
import dev.bylaw.rego.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the builtins is complete. Writing it to where the documentation says it is is a part of it. */
class BuiltinPageTest {
    private static final Path FILE = Path.of("target/docs/builtins.md");
    private static final List<String> LINES = BuiltinPage.text().lines().toList();

    @Test
    void isWrittenWhereTheDocumentationSaysItIs() throws IOException {
        BuiltinPage.write(FILE);
        assertThat(FILE).isNotEmptyFile();
        assertThat(Files.readString(Path.of("../docs/README.md"))).contains("`rego/target/docs/builtins.md`");
    }

    @Test
    void isWrittenToAnyFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a/page.md");
        BuiltinPage.main(new String[] {file.toString()});
        assertThat(Files.readString(file)).isEqualTo(BuiltinPage.text());
    }

    @Test
    void hasARowForEachBuiltin() {
        assertThat(Signatures.list()).hasSizeGreaterThan(200);
        for (Signature signature : Signatures.list()) {
            assertThat(LINES.stream().filter(line -> line.startsWith("| `" + signature.name() + "(")))
                    .as(signature.name())
                    .hasSize(BuiltinPage.isListed(signature) ? 1 : 0);
        }
        assertThat(LINES)
                .contains(
                        "| `numbers.range(number, number) array[number]` |  |",
                        "| `or(set[any], set[any]) set[any]` | written `\\|` |",
                        "| `time.diff(any<number, array<number, string>>, any<number, array<number, string>>)"
                                + " array<number, number, number, number, number, number>` |  |");
    }

    @Test
    void saysWhatHasToBeGrantedAndWhy() {
        for (Grant grant : Grant.values()) {
            assertThat(LINES)
                    .filteredOn(line -> line.startsWith("| `" + grant.builtin() + "("))
                    .singleElement()
                    .asString()
                    .endsWith(" | granted: " + grant.reason() + " |");
        }
        assertThat(LINES.stream().filter(line -> line.contains("granted: "))).hasSize(Grant.values().length);
    }

    @Test
    void hasOnlyWhatIsThere() {
        BuiltinSet all = new BuiltinSet(Capabilities.NONE.grant(Grant.values()));
        assertThat(Signatures.list().stream()
                        .filter(BuiltinPage::isListed)
                        .map(Signature::name)
                        .filter(name -> all.find(name).isEmpty()))
                .containsExactly("assign", "eq", "print"); // which the compiler takes away
    }
}
