package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.RuleTree;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What rules see at one moment: the documents, what {@code with} has put in their place, and what is already known. */
final class Context {
    /** What stands in the place of a function: a value, or the name of another function. */
    record Mock(Value value, String function) {}

    /** Null where there is no input. */
    final Value input;

    final Value data;

    /** Paths below data where rules are hidden by a replacement; null where there are none. */
    final List<List<String>> shadows;

    /** Replaced functions by name; null where there are none. */
    final Map<String, Mock> mocks;

    final Outcome[] groups;

    /** The calls of each function; null where there was none. */
    private CallMemo[] calls;

    final Map<RuleTree.Node, Value> trees = new IdentityHashMap<>();

    Context(Value input, Value data, List<List<String>> shadows, Map<String, Mock> mocks, int groups) {
        this.input = input;
        this.data = data;
        this.shadows = shadows;
        this.mocks = mocks;
        this.groups = new Outcome[groups];
    }

    /** The calls of a function so far. */
    CallMemo calls(int group) {
        if (calls == null) {
            calls = new CallMemo[groups.length];
        }
        CallMemo memo = calls[group];
        if (memo == null) {
            memo = new CallMemo();
            calls[group] = memo;
        }
        return memo;
    }

    /** Whether a replacement stands at this path below data, or above it. */
    boolean isShadowed(List<String> path) {
        if (shadows != null) {
            for (List<String> shadow : shadows) {
                if (shadow.size() <= path.size()
                        && path.subList(0, shadow.size()).equals(shadow)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a replacement stands below this path. */
    boolean isShadowedBelow(List<String> path) {
        if (shadows != null) {
            for (List<String> shadow : shadows) {
                if (shadow.size() > path.size()
                        && shadow.subList(0, path.size()).equals(path)) {
                    return true;
                }
            }
        }
        return false;
    }
}
