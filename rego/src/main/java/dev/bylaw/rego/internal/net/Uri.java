package dev.bylaw.rego.internal.net;

import dev.bylaw.rego.internal.value.RegoText;
import dev.bylaw.rego.internal.value.Utf8;
import java.util.Arrays;
import java.util.Locale;

/**
 * The parts of a URI (RFC 3986) as Go's {@code net/url} finds them; those that are not there are empty.
 *
 * @param scheme in lower case
 * @param host the host, without the brackets of an address
 * @param port the digits of the port
 * @param path the path, decoded
 * @param rawPath the path as it is written
 * @param query the query, not decoded
 * @param fragment the fragment, decoded
 */
public record Uri(String scheme, String host, String port, String path, String rawPath, String query, String fragment) {
    private static final String ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String HOST = ALPHANUMERIC + "-_.~!\"$&'()*+,:;<=>[]";
    private static final String PATH = ALPHANUMERIC + "-_.~$&+,/:;=@";
    private static final String WRITTEN_PATH = PATH + "!'()*[]%";
    private static final String USER = ALPHANUMERIC + "-._:~!$&'()*+,;=%@";

    /** Where in a URI a text stands, which decides what may be encoded there. */
    private enum Part {
        HOST,
        ZONE,
        OTHER
    }

    /**
     * Reads a URI.
     *
     * @throws NetSyntaxException if it is none
     */
    public static Uri parse(String text) {
        int hash = text.indexOf('#');
        String plain = hash < 0 ? text : text.substring(0, hash);
        Uri uri;
        try {
            uri = parseWithoutFragment(plain);
        } catch (NetSyntaxException e) {
            throw fault(plain, e);
        }
        if (hash < 0) {
            return uri;
        }
        try {
            String fragment = decode(text.substring(hash + 1), Part.OTHER);
            return new Uri(uri.scheme, uri.host, uri.port, uri.path, uri.rawPath, uri.query, fragment);
        } catch (NetSyntaxException e) {
            throw fault(text, e);
        }
    }

    private static NetSyntaxException fault(String text, NetSyntaxException cause) {
        return new NetSyntaxException("parse " + RegoText.quote(text) + ": " + cause.getMessage());
    }

    private static Uri parseWithoutFragment(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new NetSyntaxException("net/url: invalid control character in URL");
        }
        if (text.equals("*")) {
            return new Uri("", "", "", "*", "*", "", "");
        }
        int colon = schemeEnd(text);
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        int mark = rest.indexOf('?');
        String query = mark < 0 ? "" : rest.substring(mark + 1);
        rest = mark < 0 ? rest : rest.substring(0, mark);
        if (!rest.startsWith("/")) {
            if (!scheme.isEmpty()) {
                return new Uri(scheme, "", "", "", "", query, "");
            }
            int slash = rest.indexOf('/');
            if ((slash < 0 ? rest : rest.substring(0, slash)).indexOf(':') >= 0) {
                throw new NetSyntaxException("first path segment in URL cannot contain colon");
            }
        }
        String authority = "";
        if (rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"))) {
            int slash = rest.indexOf('/', 2);
            authority = rest.substring(2, slash < 0 ? rest.length() : slash);
            rest = slash < 0 ? "" : rest.substring(slash);
            authority = host(scheme, authority);
        }
        String path = decode(rest, Part.OTHER);
        String raw = path.isEmpty() ? "" : isDefault(path, rest) ? path : rest;
        String host = authority;
        String port = "";
        int last = host.lastIndexOf(':');
        if (last >= 0 && isPort(host.substring(last))) {
            port = host.substring(last + 1);
            host = host.substring(0, last);
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return new Uri(scheme, host, port, path, raw, query, "");
    }

    /** Where the scheme ends, or -1 where there is none. */
    private static int schemeEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                if (i == 0) {
                    throw new NetSyntaxException("missing protocol scheme");
                }
                return i;
            }
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean other = c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.';
            if (!letter && !(other && i > 0)) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isPort(String text) {
        return text.isEmpty() || text.charAt(0) == ':' && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }

    /** The host with its port; what stands before it is checked and left out. */
    private static String host(String scheme, String authority) {
        int at = authority.lastIndexOf('@');
        String host = hostAndPort(scheme, authority.substring(at + 1));
        if (at >= 0) {
            String user = authority.substring(0, at);
            if (!user.chars().allMatch(c -> USER.indexOf(c) >= 0)) {
                throw new NetSyntaxException("net/url: invalid userinfo");
            }
            decode(user, Part.OTHER);
        }
        return host;
    }

    private static String hostAndPort(String scheme, String host) {
        int open = host.lastIndexOf('[');
        if (open > 0) {
            throw new NetSyntaxException("invalid IP-literal");
        }
        if (open == 0) {
            return literal(host);
        }
        int colon = host.indexOf(':');
        if (colon >= 0) {
            // Several hosts with ports are in use for other schemes.
            boolean strict = scheme.equals("http") || scheme.equals("https");
            checkPort(host.substring(strict ? colon : host.lastIndexOf(':')));
        }
        return decode(host, Part.HOST);
    }

    private static void checkPort(String port) {
        if (!isPort(port)) {
            throw new NetSyntaxException("invalid port " + RegoText.quote(port) + " after host");
        }
    }

    /** An address of version 6 in brackets, with a zone or without. */
    private static String literal(String host) {
        int close = host.lastIndexOf(']');
        if (close < 0) {
            throw new NetSyntaxException("missing ']' in host");
        }
        String port = host.substring(close + 1);
        checkPort(port);
        String inner = host.substring(1, close);
        int zone = inner.indexOf("%25");
        String name = zone < 0
                ? decode(inner, Part.HOST)
                : decode(inner.substring(0, zone), Part.HOST) + decode(inner.substring(zone), Part.ZONE);
        int percent = name.indexOf('%');
        String address = percent < 0 ? name : name.substring(0, percent);
        boolean version6 = address.indexOf(':') >= 0;
        if (IpAddress.parse(address) == null || percent == name.length() - 1 || percent >= 0 && !version6) {
            throw new NetSyntaxException("invalid host: ParseAddr(" + RegoText.quote(name) + "): unable to parse IP");
        }
        if (!version6) {
            throw new NetSyntaxException("invalid IP-literal");
        }
        return "[" + name + "]" + port;
    }

    private static int digit(byte b) {
        return b < 0 ? -1 : Character.digit(b, 16);
    }

    private static String decode(String text, Part part) {
        byte[] source = Utf8.encode(text);
        byte[] out = new byte[source.length];
        int count = 0;
        for (int i = 0; i < source.length; i++) {
            byte b = source[i];
            if (b != '%') {
                if (part != Part.OTHER && b >= 0 && HOST.indexOf(b) < 0) {
                    throw new NetSyntaxException(
                            "invalid character " + RegoText.quote(Character.toString(b)) + " in host name");
                }
                out[count++] = b;
                continue;
            }
            int high = i + 2 < source.length ? digit(source[i + 1]) : -1;
            int low = i + 2 < source.length ? digit(source[i + 2]) : -1;
            int value = high << 4 | low;
            boolean percent = value == '%';
            boolean allowed =
                    switch (part) {
                        case HOST -> high >= 8 || percent;
                        case ZONE -> percent || value == ' ' || value < 0x80 && HOST.indexOf(value) >= 0;
                        case OTHER -> true;
                    };
            if (high < 0 || low < 0 || !allowed) {
                String wrong = Utf8.decode(Arrays.copyOfRange(source, i, Math.min(source.length, i + 3)));
                throw new NetSyntaxException("invalid URL escape " + RegoText.quote(wrong));
            }
            out[count++] = (byte) value;
            i += 2;
        }
        return Utf8.decode(Arrays.copyOf(out, count));
    }

    /** {@return the host, an address of version 6 in brackets, with its port} */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port.isEmpty() ? name : name + ":" + port;
    }

    /** {@return the path as it is written where that is well encoded, otherwise encoded} */
    public String escapedPath() {
        boolean valid = rawPath.chars().allMatch(c -> WRITTEN_PATH.indexOf(c) >= 0);
        if (valid) {
            try {
                if (decode(rawPath, Part.OTHER).equals(path)) {
                    return rawPath;
                }
            } catch (NetSyntaxException e) {
                // It is decoded already.
            }
        }
        return encode(path);
    }

    /** Whether a path is written as Go would encode it. */
    private static boolean isDefault(String path, String raw) {
        return encode(path).equals(raw);
    }

    private static String encode(String path) {
        StringBuilder out = new StringBuilder();
        for (byte b : Utf8.encode(path)) {
            if (b >= 0 && PATH.indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xff));
            }
        }
        return out.toString();
    }
}
