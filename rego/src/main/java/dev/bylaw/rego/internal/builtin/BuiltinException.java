package dev.bylaw.rego.internal.builtin;

/**
 * A call that has no result. Without strict errors the call is undefined; with them the evaluation fails. Carries no
 * stack trace, since policies provoke it in ordinary use.
 */
public final class BuiltinException extends RuntimeException {
    /** The code of an argument of a wrong type. */
    public static final String TYPE_ERROR = "eval_type_error";

    /** The code of any other fault. */
    public static final String BUILTIN_ERROR = "eval_builtin_error";

    private static final long serialVersionUID = 1L;

    private final String code;

    private BuiltinException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** A fault of the arguments' values. */
    public static BuiltinException of(String message) {
        return new BuiltinException(BUILTIN_ERROR, message);
    }

    /**
     * An argument of a wrong type.
     *
     * @param position its position, from 1
     * @param expected what the builtin takes, for example {@code string} or {@code {array, set}}
     * @param found what was given
     */
    public static BuiltinException type(int position, String expected, String found) {
        String what = expected.startsWith("{") ? "must be one of " + expected : "must be " + expected;
        return new BuiltinException(TYPE_ERROR, "operand " + position + " " + what + " but got " + found);
    }

    /**
     * An argument of the right type and with a wrong value, which OPA counts among the type errors.
     *
     * @param position its position, from 1
     * @param message what is wrong, for example {@code must be integer number but got floating-point number}
     */
    public static BuiltinException operand(int position, String message) {
        return operand("operand " + position + " " + message);
    }

    /** A fault that OPA counts among the type errors. */
    public static BuiltinException operand(String message) {
        return new BuiltinException(TYPE_ERROR, message);
    }

    /** {@return {@link #TYPE_ERROR} or {@link #BUILTIN_ERROR}} */
    public String code() {
        return code;
    }
}
