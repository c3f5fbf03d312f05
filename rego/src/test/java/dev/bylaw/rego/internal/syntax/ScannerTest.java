package dev.bylaw.rego.internal.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.StringValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScannerTest {
    private static List<String> scan(String text) {
        return new Scanner("x", text)
                .scan().stream()
                        .filter(token -> token.kind() != TokenKind.END)
                        .map(token -> token.kind() == TokenKind.INVALID
                                ? "INVALID " + token.row() + ":" + token.column() + " " + token.text()
                                : token.kind().symbol().isEmpty() ? token.kind() + " " + token.text() : token.text())
                        .toList();
    }

    @Test
    void readsEverySymbol() {
        String symbols = "( ) [ ] { } , ; : . := = == != < <= > >= + - * / % & |";
        assertThat(String.join(" ", scan(symbols))).isEqualTo(symbols);
        assertThat(String.join(" ", scan("a<=b:==c!==d"))).isEqualTo("NAME a <= NAME b := = NAME c != = NAME d");
    }

    @Test
    void readsNamesOfAsciiLettersAndAnyDigits() {
        assertThat(scan("_a1 B a٣")).containsExactly("NAME _a1", "NAME B", "NAME a٣");
        assertThat(scan("naïve")).hasSize(3).element(1).asString().startsWith("INVALID 1:3 unexpected character `ï`");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "12, 12",
        "1.50, 1.50",
        "1e3, 1e3",
        "1E+3, 1E+3",
        "0.5e-10, 0.5e-10",
        "-0, -0",
        "-0.0, -0.0",
        ".5, 0.5",
        "-.5, -0.5",
        "123456789012345678901234567890, 123456789012345678901234567890"
    })
    void readsNumbersInTheirNotation(String text, String expected) {
        assertThat(TreeText.of(Parser.parseTerm(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
                    01        => a number cannot begin with a zero, found 01; write 1
                    -007.5    => a number cannot begin with a zero, found 007.5; write 7.5
                    00        => a number cannot begin with a zero, found 00; write 0
                    1_000     => invalid number `1_000`: a number has digits, `.` and an exponent only; names begin with a letter
                    0x1F      => invalid number `0x1F`: a number has digits, `.` and an exponent only; names begin with a letter
                    5.        => invalid number `5.`: a digit is missing behind the decimal point
                    5.e3      => invalid number `5.e3`: a digit is missing behind the decimal point
                    1e        => invalid number `1e`: a digit is missing in the exponent
                    1e+       => invalid number `1e+`: a digit is missing in the exponent
                    1٣        => invalid number `1٣`: a number has digits, `.` and an exponent only; names begin with a letter
                    .5.5      => a number has one decimal point only
                    1e40000   => the number 1e40000 is too large or too small; its exponent is at most 30103
                    1e-40000  => the number 1e-40000 is too large or too small; its exponent is at most 30103
                    1e9999999999 => the number 1e9999999999 is too large or too small; its exponent is at most 30103
                    .x        => expected a value or expression, found `.`
                    """)
    void refusesOtherNumbers(String text, String message) {
        assertThat(ParserErrorTest.termError(text)).endsWith(" " + message);
    }

    @Test
    void refusesNumbersWithoutEnd() {
        assertThat(ParserErrorTest.termError("1." + "1".repeat(40_000))).contains("more than 32768 digits");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    "a\\"b\\\\c\\/d"             => a"b\\c/d
                    "\\u0041\\u00e9\\u263A"      => Aé☺
                    "\\ud83d\\ude00"             => 😀
                    "\\ud83d"                    => \uFFFD
                    "\\ude00x"                   => \uFFFDx
                    "\\ud83d\\u0041"             => \uFFFDA
                    "\\ud83d\\q"                 => invalid
                    `a\\nb"c`                    => a\\nb"c
                    """)
    void decodesStrings(String text, String expected) {
        if (expected.equals("invalid")) {
            assertThat(ParserErrorTest.termError(text)).contains("invalid escape");
        } else {
            assertThat(scan(text)).containsExactly("STRING " + expected);
        }
    }

    @Test
    void decodesControlCharacters() {
        assertThat(scan("\"\\b\\f\\n\\r\\t\\u0001\"")).containsExactly("STRING \b\f\n\r\t\u0001");
        assertThat(scan("\"a\tb\r\u0001\"")).containsExactly("STRING a\tb\r\u0001");
        assertThat(scan("`a\r\nb`")).containsExactly("STRING a\r\nb");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    "a\\qb" c     => INVALID 1:3 invalid escape in a string
                    "\\u12" c     => INVALID 1:2 invalid escape: `\\u` is followed by four hexadecimal digits
                    "\\u12\\"" c  => INVALID 1:2 invalid escape: `\\u` is followed by four hexadecimal digits
                    "\\u00zz" c   => INVALID 1:2 invalid escape: `\\u` is followed by four hexadecimal digits
                    'a' c         => INVALID 1:1 strings are written in double quotes or backticks
                    “a” c         => INVALID 1:1 strings are written in straight double quotes
                    !c            => INVALID 1:1 unexpected `!`: write `not x`
                    $ c           => INVALID 1:1 unexpected `$`
                    @ c           => INVALID 1:1 unexpected character `@`
                    é c           => INVALID 1:1 unexpected character `é`: names are made of
                    $"\\q{x}" c   => INVALID 1:3 invalid escape in a string
                    """)
    void saysWhatIsNoToken(String text, String expected) {
        assertThat(scan(text).get(0)).startsWith(expected);
        assertThat(scan(text)).endsWith("NAME c");
    }

    @Test
    void namesInvisibleCharacters() {
        assertThat(scan("\u00A0"))
                .containsExactly("INVALID 1:1 a no-break space (U+00A0) stands here; write a plain space");
        assertThat(scan("\u200B").get(0)).contains("U+200B");
        assertThat(scan("\u2003").get(0)).contains("U+2003");
        assertThat(scan("\f").get(0)).contains("control character U+000C");
        assertThat(scan("\"a\0b\"").get(0)).startsWith("INVALID 1:3 unexpected null character (U+0000)");
        assertThat(scan("`\uFEFF`").get(0)).startsWith("INVALID 1:2 unexpected byte-order mark");
        assertThat(scan("\"\uD83D\"").get(0))
                .startsWith("INVALID 1:2 invalid character: half of a surrogate pair, U+D83D");
        assertThat(scan("a # b\0c\nd"))
                .containsExactly(
                        "NAME a", "INVALID 1:6 unexpected null character (U+0000): is this a text file?", "NAME d");
        assertThat(scan("\uFEFFa")).containsExactly("NAME a");
    }

    @Test
    void saysWhichStringIsNotClosed() {
        assertThat(scan("\"a\nb"))
                .containsExactly(
                        "INVALID 1:1 the string that begins here is not closed in its line: `\"` is missing", "NAME b");
        assertThat(scan("x `a\nb"))
                .containsExactly(
                        "NAME x", "INVALID 1:3 the raw string that begins here is never closed: a backtick is missing");
        assertThat(scan("$\"a{x}b\ny").get(3)).startsWith("INVALID 1:7 the template string that begins here is not");
        assertThat(scan("$`a{x}b\ny").get(3))
                .startsWith("INVALID 1:7 the raw template string that begins here is never");
        assertThat(scan("\"\\")).hasSize(1);
        assertThat(scan("\"\\q\\")).hasSize(1);
        assertThat(scan("\"\\q\\\nb")).hasSize(2);
        assertThat(scan("'a\nb")).hasSize(2);
    }

    @Test
    void readsTemplatesWithinTemplates() {
        assertThat(scan("$\"a{ {$`b{x}`: 1} }c{y}\""))
                .containsExactly(
                        "TEMPLATE_PART a",
                        "{",
                        "TEMPLATE_PART b",
                        "NAME x",
                        "}",
                        "TEMPLATE_END ",
                        ":",
                        "NUMBER 1",
                        "}",
                        "}",
                        "TEMPLATE_PART c",
                        "NAME y",
                        "}",
                        "TEMPLATE_END ");
    }

    @Test
    void countsRowsAndColumnsOfTokens() {
        List<Token> tokens = new Scanner("x", "a\t😀\r\n `x\ny` z").scan();
        assertThat(tokens)
                .extracting(
                        token -> token.row() + ":" + token.column() + "-" + token.endRow() + ":" + token.endColumn())
                .containsExactly("1:1-1:2", "1:3-1:4", "2:2-3:3", "3:4-3:5", "3:5-3:5");
        assertThat(tokens).extracting(Token::spaced).containsExactly(false, true, true, true, false);
        assertThat(tokens).extracting(Token::onNewLine).containsExactly(false, false, true, false, false);
    }

    @Test
    void refusesTextsWithoutEnd() {
        assertThat(ParserErrorTest.errors(" ".repeat(Scanner.MAX_LENGTH + 1)))
                .containsExactly("1:1 the text is longer than 4000000 characters");
    }

    @Test
    void roundTripsQuotedStrings() {
        String text = "a\"b\\\n\t\r\u0001\u007f é 😀 {";
        assertThat(scan(StringValue.of(text).toString())).containsExactly("STRING " + text);
    }
}
