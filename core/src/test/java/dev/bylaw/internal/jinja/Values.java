package dev.bylaw.internal.jinja;

import dev.bylaw.internal.jinja.value.BooleanValue;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.FloatValue;
import dev.bylaw.internal.jinja.value.IntegerValue;
import dev.bylaw.internal.jinja.value.ListValue;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of templates from Java's own. */
final class Values {
    private Values() {}

    static Value of(Object object) {
        if (object == null) {
            return NoneValue.NONE;
        }
        if (object instanceof Value value) {
            return value;
        }
        if (object instanceof String text) {
            return new StringValue(text);
        }
        if (object instanceof Boolean bool) {
            return BooleanValue.of(bool);
        }
        if (object instanceof Integer number) {
            return IntegerValue.of(number);
        }
        if (object instanceof Double number) {
            return new FloatValue(number);
        }
        if (object instanceof List<?> list) {
            return new ListValue(list.stream().map(Values::of).toList());
        }
        if (object instanceof Map<?, ?> map) {
            Map<String, Value> entries = new LinkedHashMap<>();
            map.forEach((key, value) -> entries.put((String) key, of(value)));
            return DictionaryValue.of(entries);
        }
        throw new IllegalArgumentException("no value for " + object.getClass());
    }
}
