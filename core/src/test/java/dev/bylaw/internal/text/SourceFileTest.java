package dev.bylaw.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Position;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SourceFileTest {
    @Test
    void countsLinesAndColumns() {
        SourceFile file = new SourceFile("a.sql", "ab\r\nc😀d\re\n");
        assertThat(file.lines()).isEqualTo(4);
        assertThat(file.line(2)).isEqualTo("c😀d");
        assertThat(file.line(4)).isEmpty();
        assertThat(file.position(0)).isEqualTo(new Position(1, 1));
        assertThat(file.position(file.text().indexOf('d'))).isEqualTo(new Position(2, 3));
        assertThat(file.position(file.text().length())).isEqualTo(new Position(4, 1));
        assertThat(file.location(4, 8)).isEqualTo(new Location("a.sql", new Position(2, 1), new Position(2, 4)));
        assertThat(file.path()).isEqualTo("a.sql");
    }

    @Property
    void countsAsTheTextItself(@ForAll @StringLength(max = 30) String random) {
        String text = random.replace('a', '\n') + "😀x😀" + random;
        SourceFile file = new SourceFile("a", text);
        for (int offset = 0; offset <= text.length(); offset++) {
            Position position = file.position(offset);
            int start = offset;
            while (start > 0 && text.charAt(start - 1) != '\n' && !isReturn(text, start - 1)) {
                start--;
            }
            assertThat(position.column()).isEqualTo(text.codePointCount(start, offset) + 1);
        }
        for (int i = 0; i <= text.codePointCount(0, text.length()); i++) {
            assertThat(file.offset(i)).isEqualTo(text.offsetByCodePoints(0, i));
        }
    }

    private static boolean isReturn(String text, int at) {
        return text.charAt(at) == '\r' && !(at + 1 < text.length() && text.charAt(at + 1) == '\n');
    }
}
