import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.io.PrintStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Reads and writes values of the extension with JDBC.
 *
 * <pre>java Jdbc MODE FILE     FILE has a line "name: query" for each query</pre>
 *
 * Modes that read print a line for every value: name of the query, row (0 has
 * the types), column and value, separated by tabs and escaped as COPY does;
 * what arrives in binary form and is of our types is shown in hexadecimal.
 *
 *   simple     the simple protocol
 *   extended   the extended protocol
 *   prepared   statements that the server keeps; core types arrive in binary form
 *   binary     the same, and our types arrive in binary form too
 *   fetch      three rows a time from a portal
 *
 * Modes with parameters take <<5>>, <<0.5>> and <<date 2020-07-01>> in a query for
 * numbers and values of a type, and read:
 *
 *   parameters         setInt and setDouble, LocalDate, java.sql.Array, UUID; strings
 *                      with a cast for what Java has not
 *   parameters-simple  the same, with the simple protocol
 *   parameters-long    setLong and setBigDecimal, setDate; PGobject for what Java has not
 *
 * The mode "errors" prints name, SQLSTATE, message, detail and hint of each query.  The
 * modes that write copy the rows of FILE's first query into the table back:
 * write, write-binary, write-copy.
 *
 * JDBC_URL says where the server is, PGUSER and PGPASSWORD who asks.
 */
public class Jdbc {
	static final List<String> OURS = List.of("term_summary", "concentration_summary",
			"overlap_summary", "burden_summary", "schedule_summary", "frequency", "nzbn", "length_change_state",
			"theil_parts_state", "length_bounds_state", "length_change", "theil_parts");
	static final Pattern PARAMETER = Pattern.compile("<<(?:([a-z]\\S*) )?(.*?)>>");
	static final String WRITTEN = "back (id, what, t, c, o, b, s, f, n, change_state, parts_state, bounds_state, change, parts)";

	/** A value in binary form; the server says of which type it is. */
	public static class Binary extends PGobject implements PGBinaryObject {
		private static final long serialVersionUID = 1;
		private byte[] bytes;

		@Override
		public void setByteValue(byte[] value, int offset) {
			bytes = java.util.Arrays.copyOfRange(value, offset, value.length);
		}

		@Override
		public int lengthInBytes() {
			return bytes.length;
		}

		@Override
		public void toBytes(byte[] target, int offset) {
			System.arraycopy(bytes, 0, target, offset, bytes.length);
		}

		@Override
		public String getValue() {
			return HexFormat.of().formatHex(bytes);
		}
	}

	static PrintStream out;
	static Map<String, String> typeNames = new HashMap<>();

	static Connection connect(Properties properties) throws SQLException {
		properties.setProperty("user", System.getenv("PGUSER"));
		properties.setProperty("password", System.getenv("PGPASSWORD"));
		return DriverManager.getConnection(System.getenv("JDBC_URL"), properties);
	}

	/** The OIDs of our types, which differ from database to database. */
	static String oids() throws SQLException {
		try (Connection connection = connect(new Properties());
				PreparedStatement statement = connection.prepareStatement(
						"SELECT string_agg(oid::text, ',') FROM pg_type WHERE typname = ANY (?)")) {
			statement.setArray(1, connection.createArrayOf("text", OURS.toArray()));
			ResultSet result = statement.executeQuery();
			result.next();
			return result.getString(1);
		}
	}

	/** As COPY writes text; nothing for null. */
	static String escape(String text) {
		return text == null ? "" : text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
	}

	/** An element of an array as PostgreSQL quotes it. */
	static String element(String value) {
		if (value.isEmpty() || value.equalsIgnoreCase("null") || value.matches("(?s).*[{}\",\\\\\\s].*"))
			return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
		return value;
	}

	/** A column of the current row, as PostgreSQL would write it. */
	static String shown(ResultSet result, int column, String type, boolean binary) throws SQLException {
		Object value;
		if (OURS.contains(type) && binary)
			value = result.getObject(column);
		else if (type.equals("numeric"))
			value = result.getBigDecimal(column);
		else if (type.endsWith("[]"))
			value = result.getArray(column);
		else
			value = result.getString(column);
		if (result.wasNull() || value == null)
			return "\\N";
		if (value instanceof BigDecimal)
			return ((BigDecimal) value).toPlainString();
		if (value instanceof Array) {
			List<String> elements = new ArrayList<>();
			for (Object item : (Object[]) ((Array) value).getArray())
				elements.add(item instanceof String ? element((String) item)
						: item instanceof BigDecimal ? ((BigDecimal) item).toPlainString()
						: item instanceof Boolean ? ((Boolean) item ? "t" : "f")
						: String.valueOf(item));
			return escape("{" + String.join(",", elements) + "}");
		}
		if (value instanceof PGobject)
			return ((PGobject) value).getValue();
		return escape((String) value);
	}

	static void print(String... fields) {
		out.print(String.join("\t", fields) + "\n");
	}

	static void printResult(String name, ResultSet result, boolean binary) throws SQLException {
		ResultSetMetaData columns = result.getMetaData();
		String[] types = new String[columns.getColumnCount() + 1];
		for (int column = 1; column < types.length; column++) {
			String type = columns.getColumnTypeName(column);
			types[column] = typeNames.getOrDefault(type, type);
			print(name, "0", columns.getColumnLabel(column), types[column]);
		}
		for (int row = 1; result.next(); row++)
			for (int column = 1; column < types.length; column++)
				print(name, Integer.toString(row), columns.getColumnLabel(column),
						shown(result, column, types[column], binary));
	}

	static void read(Connection connection, String mode, String name, String sql) throws SQLException {
		boolean kept = mode.equals("prepared") || mode.equals("binary");
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			if (mode.equals("fetch"))
				statement.setFetchSize(3);
			// The first execution asks what the types are, the next knows.
			if (kept)
				for (int i = 0; i < 2; i++)
					statement.executeQuery().close();
			printResult(name, statement.executeQuery(), mode.equals("binary"));
			if (kept && !((org.postgresql.PGStatement) statement).isUseServerPrepare())
				throw new SQLException("the server does not keep the statement");
		}
	}

	static Array array(Connection connection, String type, String text, Function<String, Object> make) throws SQLException {
		return connection.createArrayOf(type, Stream.of(text.replaceAll("[{}]", "").split(",")).map(make).toArray());
	}

	/** A value of a type that Java has none for. */
	static PGobject object(String type, String text) throws SQLException {
		PGobject object = new PGobject();
		object.setType(type);
		object.setValue(text);
		return object;
	}

	static void bind(PreparedStatement statement, int i, boolean big, String type, String text) throws SQLException {
		Connection connection = statement.getConnection();
		switch (type) {
			case "" -> {
				if (text.contains("."))
					if (big)
						statement.setBigDecimal(i, new BigDecimal(text));
					else
						statement.setDouble(i, Double.parseDouble(text));
				else if (big || text.length() > 9)
					statement.setLong(i, Long.parseLong(text));
				else
					statement.setInt(i, Integer.parseInt(text));
			}
			case "text" -> statement.setString(i, text);
			case "numeric" -> statement.setBigDecimal(i, new BigDecimal(text));
			case "boolean" -> statement.setBoolean(i, text.equals("t"));
			case "uuid" -> statement.setObject(i, UUID.fromString(text));
			case "date" -> {
				if (big)
					statement.setDate(i, java.sql.Date.valueOf(text));
				else
					statement.setObject(i, java.time.LocalDate.parse(text));
			}
			case "text[]" -> statement.setArray(i, array(connection, "text", text, item -> item));
			case "numeric[]" -> statement.setArray(i, array(connection, "numeric", text, BigDecimal::new));
			case "bigint[]" -> statement.setArray(i, array(connection, "bigint", text, Long::valueOf));
			case "boolean[]" -> statement.setArray(i, array(connection, "boolean", text, "t"::equals));
			default -> {
				if (big)
					statement.setObject(i, object(type, text));
				else
					statement.setString(i, text);
			}
		}
	}

	/** What stands for a parameter: setString() says varchar, which no range or document is made from without a cast. */
	static String placeholder(MatchResult found, boolean big) {
		String type = found.group(1);
		return !big && type != null && (type.endsWith("range") || type.equals("jsonb")) ? "?::" + type : "?";
	}

	static void readParameters(Connection connection, boolean big, String name, String sql) throws SQLException {
		List<MatchResult> found = PARAMETER.matcher(sql).results().toList();
		try (PreparedStatement statement = connection.prepareStatement(
				PARAMETER.matcher(sql).replaceAll(match -> placeholder(match, big)))) {
			for (int i = 0; i < found.size(); i++)
				bind(statement, i + 1, big, found.get(i).group(1) == null ? "" : found.get(i).group(1), found.get(i).group(2));
			printResult(name, statement.executeQuery(), false);
		}
	}

	static void printError(Connection connection, String name, String sql) {
		try (Statement statement = connection.createStatement()) {
			statement.executeQuery(sql);
			print(name, "no error");
		} catch (PSQLException error) {
			ServerErrorMessage server = error.getServerErrorMessage();
			print(name, error.getSQLState(), escape(server.getMessage()), escape(server.getDetail()),
					escape(server.getHint()));
		} catch (SQLException error) {
			print(name, error.toString());
		}
	}

	static void write(Connection connection, String mode, String sql) throws Exception {
		if (mode.equals("write-copy")) {
			CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
			java.io.ByteArrayOutputStream buffer = new java.io.ByteArrayOutputStream();
			copy.copyOut("COPY (" + sql + ") TO STDOUT", buffer);
			copy.copyIn("COPY " + WRITTEN + " FROM STDIN", new java.io.ByteArrayInputStream(buffer.toByteArray()));
			return;
		}
		boolean binary = mode.equals("write-binary");
		try (PreparedStatement select = connection.prepareStatement(sql);
				PreparedStatement insert = connection.prepareStatement(
						"INSERT INTO " + WRITTEN + " VALUES (?, ?" + ", ?".repeat(OURS.size()) + ")")) {
			for (int i = 0; binary && i < 2; i++)
				select.executeQuery().close();
			ResultSet result = select.executeQuery();
			while (result.next()) {
				insert.setInt(1, result.getInt(1));
				insert.setString(2, result.getString(2));
				for (int i = 0; i < OURS.size(); i++) {
					Object value = result.getObject(3 + i);
					if (value != null && binary != (value instanceof Binary))
						throw new SQLException("arrived as " + value.getClass());
					// The type's name goes with the value; setString() would say varchar.
					insert.setObject(3 + i, value == null ? object(OURS.get(i), null) : value);
				}
				insert.executeUpdate();
			}
		}
	}

	public static void main(String[] arguments) throws Exception {
		String mode = arguments[0];
		boolean binary = mode.endsWith("binary");
		out = new PrintStream(new java.io.BufferedOutputStream(new java.io.FileOutputStream(java.io.FileDescriptor.out)),
				false, "UTF-8");
		Properties properties = new Properties();
		switch (mode) {
			case "simple", "parameters-simple" -> properties.setProperty("preferQueryMode", "simple");
			case "extended", "fetch", "errors", "write", "write-copy", "parameters", "parameters-long" -> { }
			case "prepared" -> properties.setProperty("prepareThreshold", "1");
			case "binary", "write-binary" -> {
				properties.setProperty("prepareThreshold", "1");
				properties.setProperty("binaryTransferEnable", oids());
			}
			default -> throw new IllegalArgumentException("no such mode: " + mode);
		}
		try (Connection connection = connect(properties)) {
			ResultSet names = connection.createStatement().executeQuery(
					"SELECT typname, oid::regtype::text FROM pg_type WHERE pg_type_is_visible(oid)");
			while (names.next())
				typeNames.put(names.getString(1), names.getString(2));
			if (binary)
				for (String type : OURS)
					connection.unwrap(PGConnection.class).addDataType(type, Binary.class);
			// Portals live as long as their transaction.
			connection.setAutoCommit(!mode.equals("fetch"));
			for (String line : Files.readAllLines(Path.of(arguments[1]))) {
				String[] parts = line.split(": ", 2);
				if (mode.startsWith("write"))
					write(connection, mode, parts[1]);
				else if (mode.equals("errors"))
					printError(connection, parts[0], parts[1]);
				else if (mode.startsWith("parameters"))
					readParameters(connection, mode.endsWith("long"), parts[0], parts[1]);
				else
					read(connection, mode, parts[0], parts[1]);
			}
		}
		out.flush();
		if (out.checkError())
			System.exit(1);
	}
}
