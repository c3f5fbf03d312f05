package dev.bylaw.cli;

/** Makes text from files safe to print: what would steer a terminal or end a line is shown as an escape. */
final class Plain {
    private Plain() {}

    static String text(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(code -> {
            int type = Character.getType(code);
            if (type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE) {
                safe.append("\\u{").append(Integer.toHexString(code)).append('}');
            } else {
                safe.appendCodePoint(code);
            }
        });
        return safe.toString();
    }
}
