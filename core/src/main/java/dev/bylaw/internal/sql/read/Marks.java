package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.tree.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * What the quoted identifiers of rewritten text stand for.
 *
 * <p>In the text that JSqlParser parses, every column, subquery and other ready operand is an identifier of the form
 * {@code `e7`}, and every function is called {@code `f7`}; the numbers lead back to the tokens that were read. So no
 * name can be taken for a keyword, and positions and quoting survive the parser.
 */
final class Marks {
    /** Around the one argument that is cast. */
    static final String CAST = "`cast`";
    /** Around a value of which a part is taken; further arguments choose the part. */
    static final String PATH = "`path`";
    /** Around an argument that only chooses or orders what a function sees. */
    static final String INDIRECT = "`by`";

    /** A call. */
    record Call(String function, boolean windowed) {}

    private final List<Expr> operands = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();

    /** {@return the identifier that stands for an operand} */
    String operand(Expr operand) {
        operands.add(operand);
        return "`e" + (operands.size() - 1) + '`';
    }

    /** {@return the identifier that stands for a function; what is known of the call is set later} */
    int reserveCall() {
        calls.add(new Call("", false));
        return calls.size() - 1;
    }

    void setCall(int number, Call call) {
        calls.set(number, call);
    }

    static String callName(int number) {
        return "`f" + number + '`';
    }

    Expr operandOf(String identifier) {
        return operands.get(number(identifier));
    }

    boolean isOperand(String identifier) {
        return identifier.startsWith("`e") && number(identifier) < operands.size();
    }

    boolean isCall(String identifier) {
        return identifier.startsWith("`f") && number(identifier) < calls.size();
    }

    Call callOf(String identifier) {
        return calls.get(number(identifier));
    }

    private static int number(String identifier) {
        return Integer.parseInt(identifier.substring(2, identifier.length() - 1));
    }
}
