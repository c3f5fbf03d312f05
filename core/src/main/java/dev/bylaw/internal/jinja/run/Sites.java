package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.syntax.Expression;
import dev.bylaw.internal.jinja.value.CallSite;
import dev.bylaw.internal.jinja.value.Site;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.workspace.Location;
import java.util.List;
import java.util.Optional;

/** The places of expressions in their file. */
final class Sites {
    private Sites() {}

    /** {@return the places of a call and its arguments} */
    static CallSite of(Expression.Call call, SourceFile file) {
        return new CallPlace(call, file);
    }

    private record CallPlace(Expression.Call call, SourceFile file) implements CallSite {
        @Override
        public Location location() {
            return file.location(call.start(), call.end());
        }

        @Override
        public Optional<Site> positional(int index) {
            List<Expression> positional = call.arguments().positional();
            return index < positional.size() ? Optional.of(new Place(positional.get(index), file)) : Optional.empty();
        }

        @Override
        public Optional<Site.Member> named(String name) {
            for (Expression.Keyword keyword : call.arguments().named()) {
                if (keyword.name().equals(name)) {
                    return Optional.of(new Site.Member(
                            file.location(keyword.nameStart(), keyword.nameEnd()), new Place(keyword.value(), file)));
                }
            }
            return Optional.empty();
        }
    }

    private record Place(Expression expression, SourceFile file) implements Site {
        @Override
        public Location location() {
            return file.location(expression.start(), expression.end());
        }

        @Override
        public Optional<Member> member(String key) {
            Optional<Member> found = Optional.empty();
            if (expression instanceof Expression.DictionaryLiteral dictionary) {
                for (Expression.Pair pair : dictionary.pairs()) {
                    if (pair.key() instanceof Expression.Literal literal
                            && literal.value() instanceof StringValue text
                            && text.text().equals(key)) {
                        // Of several with the same key the last one counts.
                        found = Optional.of(new Member(
                                file.location(pair.key().start(), pair.key().end()), new Place(pair.value(), file)));
                    }
                }
            }
            return found;
        }

        @Override
        public Optional<Site> item(int index) {
            List<Expression> items = expression instanceof Expression.ListLiteral list
                    ? list.items()
                    : expression instanceof Expression.TupleLiteral tuple ? tuple.items() : List.of();
            return index < items.size() ? Optional.of(new Place(items.get(index), file)) : Optional.empty();
        }
    }
}
