package dev.bylaw.rego;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values from and to plain Java. */
final class JavaValues {
    private JavaValues() {}

    static Value of(Object java, int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw new IllegalArgumentException("nested deeper than " + Json.MAX_DEPTH + " levels");
        }
        if (java == null) {
            return NullValue.NULL;
        }
        if (java instanceof Value value) {
            return value;
        }
        if (java instanceof Boolean bool) {
            return BooleanValue.of(bool);
        }
        if (java instanceof CharSequence || java instanceof Character) {
            return StringValue.of(java.toString());
        }
        if (java instanceof Number number) {
            return number(number);
        }
        if (java instanceof Map<?, ?> map) {
            ObjectValue.Builder object = ObjectValue.builder();
            map.forEach((key, value) -> object.put(of(key, depth + 1), of(value, depth + 1)));
            return object.build();
        }
        if (java instanceof Set<?> set) {
            SetValue.Builder members = SetValue.builder();
            set.forEach(member -> members.add(of(member, depth + 1)));
            return members.build();
        }
        if (java instanceof Iterable<?> items) {
            ArrayValue.Builder array = ArrayValue.builder();
            items.forEach(item -> array.add(of(item, depth + 1)));
            return array.build();
        }
        if (java.getClass().isArray()) {
            ArrayValue.Builder array = ArrayValue.builder();
            for (int i = 0; i < Array.getLength(java); i++) {
                array.add(of(Array.get(java, i), depth + 1));
            }
            return array.build();
        }
        throw new IllegalArgumentException(
                "there is no value for a " + java.getClass().getName()
                        + "; give null, Boolean, a number, text, a Map, a Set, another Iterable or an array");
    }

    private static Value number(Number number) {
        if (number instanceof BigInteger integer) {
            return NumberValue.of(integer);
        }
        if (number instanceof BigDecimal decimal) {
            return NumberValue.of(decimal);
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("there is no value for " + number);
            }
            return NumberValue.of(new BigDecimal(number.toString()));
        }
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return NumberValue.of(number.longValue());
        }
        throw new IllegalArgumentException(
                "there is no value for a " + number.getClass().getName());
    }

    static Object toJava(Value value) {
        if (value instanceof BooleanValue bool) {
            return bool.isTruthy();
        }
        if (value instanceof StringValue text) {
            return text.value();
        }
        if (value instanceof NumberValue number) {
            return number.isLong()
                    ? (Object) number.longValue()
                    : number.integerValue().<Object>map(integer -> integer).orElseGet(number::decimalValue);
        }
        if (value instanceof ArrayValue array) {
            List<Object> items = new ArrayList<>(array.size());
            array.items().forEach(item -> items.add(toJava(item)));
            return Collections.unmodifiableList(items);
        }
        if (value instanceof SetValue set) {
            Set<Object> members = new LinkedHashSet<>();
            set.members().forEach(member -> members.add(toJava(member)));
            return Collections.unmodifiableSet(members);
        }
        if (value instanceof ObjectValue object) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (int i = 0; i < object.size(); i++) {
                entries.put(toJava(object.keyAt(i)), toJava(object.valueAt(i)));
            }
            return Collections.unmodifiableMap(entries);
        }
        return null;
    }
}
