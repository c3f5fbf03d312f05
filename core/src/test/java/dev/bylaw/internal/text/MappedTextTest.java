package dev.bylaw.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Position;
import org.junit.jupiter.api.Test;

class MappedTextTest {
    private final SourceFile source = new SourceFile("a.sql", "select {{ x }}\nfrom t");

    private static Location at(int startLine, int start, int endLine, int end) {
        return new Location("a.sql", new Position(startLine, start), new Position(endLine, end));
    }

    @Test
    void mapsCopiedTextExactlyAndMadeTextAsAWhole() {
        MappedText.Builder builder = new MappedText.Builder(source);
        MappedText text = builder.copy(0, 7)
                .copy(7, 7)
                .made("one, two", 7, 14)
                .made("", 7, 14)
                .copy(14, 21)
                .build();
        assertThat(text.text()).isEqualTo("select one, two\nfrom t").hasSize(builder.length());
        assertThat(text.segments()).hasSize(3);
        assertThat(text.source()).isSameAs(source);
        assertThat(text.locate(0, 6)).isEqualTo(at(1, 1, 1, 7));
        assertThat(text.locate(12, 15)).isEqualTo(at(1, 8, 1, 15));
        assertThat(text.locate(2, 9)).isEqualTo(at(1, 3, 1, 15));
        assertThat(text.locate(21, 22)).isEqualTo(at(2, 6, 2, 7));
        assertThat(text.locate(22, 22)).isEqualTo(at(2, 7, 2, 7));
        assertThat(text.locate(3, 3)).isEqualTo(at(1, 4, 1, 4));
    }

    @Test
    void mapsTextThatIsItsOwnTemplate() {
        assertThat(MappedText.verbatim(source).locate(15, 19)).isEqualTo(at(2, 1, 2, 5));
        assertThat(MappedText.verbatim(new SourceFile("a.sql", "")).locate(0, 0))
                .isEqualTo(at(1, 1, 1, 1));
    }
}
