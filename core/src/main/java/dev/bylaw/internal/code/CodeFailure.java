package dev.bylaw.internal.code;

import dev.bylaw.rule.Rule;

/** Says how a rule written in Java failed. */
public final class CodeFailure {
    /** How much of an exception's message is shown, in characters. */
    private static final int SHOWN = 300;

    private CodeFailure() {}

    /**
     * Describes a failure in one line.
     *
     * @param failure what the rule threw
     * @param rule the rule
     * @return the kind of the exception, its message, and the line of the rule that it comes from
     */
    public static String describe(Throwable failure, Rule rule) {
        String kind = failure.getClass().getSimpleName();
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        String shown = message.length() <= SHOWN
                ? message
                : message.substring(0, message.offsetByCodePoints(0, message.codePointCount(0, SHOWN))) + "...";
        return (kind.isEmpty() ? failure.getClass().getName() : kind)
                + (shown.isEmpty() ? "" : ": " + shown)
                + place(failure, rule.getClass().getName());
    }

    /** The first line of the stack that is in the rule's class, or in one that lies in it. */
    private static String place(Throwable failure, String name) {
        int inner = name.indexOf('$');
        String outer = inner < 0 ? name : name.substring(0, inner);
        for (StackTraceElement frame : failure.getStackTrace()) {
            boolean own =
                    frame.getClassName().equals(outer) || frame.getClassName().startsWith(outer + "$");
            if (own && frame.getFileName() != null && frame.getLineNumber() > 0) {
                return " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
            }
        }
        return "";
    }
}
