package dev.bylaw.rules.test;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.List;

/** The short texts of values, as words to make products of. */
final class Words {
    private static final int LONGEST = 30;

    private Words() {}

    static List<String> of(Value value) {
        List<String> words = new ArrayList<>();
        collect(value, words);
        return words;
    }

    private static void collect(Value value, List<String> words) {
        if (value instanceof StringValue text) {
            if (text.value().length() <= LONGEST && text.value().matches("[A-Za-z][A-Za-z0-9_ -]*")) {
                words.add(text.value());
            }
        } else if (value instanceof ArrayValue array) {
            array.items().forEach(item -> collect(item, words));
        } else if (value instanceof SetValue set) {
            set.members().forEach(member -> collect(member, words));
        } else if (value instanceof ObjectValue object) {
            object.keys().forEach(key -> collect(key, words));
            object.values().forEach(member -> collect(member, words));
        }
    }
}
