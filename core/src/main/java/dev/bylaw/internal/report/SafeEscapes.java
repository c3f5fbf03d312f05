package dev.bylaw.internal.report;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;

/**
 * Writes characters that HTML or a terminal could interpret by their number, so that JSON is harmless wherever it goes.
 * Characters beyond the first plane are written so too: some of them are invisible, and half of one is no text.
 */
final class SafeEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    private final int[] ascii;

    SafeEscapes() {
        ascii = standardAsciiEscapesForJSON();
        for (char c : new char[] {'<', '>', '&', 0x7f}) {
            ascii[c] = ESCAPE_STANDARD;
        }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
        int type = Character.getType(c);
        boolean unsafe = c > 0x7f
                && (type == Character.CONTROL
                        || type == Character.FORMAT
                        || type == Character.SURROGATE
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR);
        return unsafe ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", c)) : null;
    }
}
