package dev.bylaw.internal.jinja.value;

import java.util.Optional;

/** The methods of Python's types. */
final class Methods {
    private Methods() {}

    /** {@return a method of a value, bound to it, if its type has one of that name} */
    static Optional<Value> find(Value owner, String name) {
        if (owner instanceof StringValue string) {
            return StringMethods.find(string, name);
        }
        if (owner instanceof ListValue list) {
            return ListMethods.find(list, name);
        }
        if (owner instanceof DictionaryValue dictionary) {
            return DictionaryMethods.find(dictionary, name);
        }
        if (owner instanceof SetValue set) {
            return SetMethods.find(set, name);
        }
        if (owner instanceof TupleValue tuple) {
            return ListMethods.ofTuple(tuple, name);
        }
        if (owner instanceof FloatValue number && name.equals("is_integer")) {
            return Optional.of(new FunctionValue(
                    name,
                    (arguments, machine) ->
                            BooleanValue.of(Numbers.whole(number.value()).isPresent())));
        }
        if (owner instanceof IntegerValue integer && name.equals("bit_length")) {
            return Optional.of(new FunctionValue(
                    name,
                    (arguments, machine) ->
                            IntegerValue.of(integer.value().abs().bitLength())));
        }
        return Optional.empty();
    }
}
