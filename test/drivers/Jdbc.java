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
 * Modes with parameters take {5} and {0.5} in a query for numbers, and read:
 *
 *   parameters         setInt and setDouble
 *   parameters-simple  the same, with the simple protocol
 *   parameters-long    setLong and setBigDecimal
 *
 * The mode "errors" prints name, SQLSTATE, message, detail and hint of each query.  The
 * modes that write copy the rows of FILE's first query into the table back:
 * write, write-binary, write-copy.
 *
 * JDBC_URL says where the server is, PGUSER and PGPASSWORD who asks.
 */
public class Jdbc {
	static final List<String> OURS = List.of("term_summary", "concentration_summary",
			"overlap_summary", "burden_summary", "schedule_summary", "frequency", "nzbn");
	static final java.util.regex.Pattern PARAMETER = java.util.regex.Pattern.compile("\\{(.*?)\\}");
	static final String WRITTEN = "back (id, what, t, c, o, b, f, n)";

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
				elements.add(element((String) item));
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

	static void readParameters(Connection connection, boolean big, String name, String sql) throws SQLException {
		String[] numbers = PARAMETER.matcher(sql).results().map(found -> found.group(1)).toArray(String[]::new);
		try (PreparedStatement statement = connection.prepareStatement(PARAMETER.matcher(sql).replaceAll("?"))) {
			for (int i = 0; i < numbers.length; i++)
				if (numbers[i].contains("."))
					if (big)
						statement.setBigDecimal(i + 1, new java.math.BigDecimal(numbers[i]));
					else
						statement.setDouble(i + 1, Double.parseDouble(numbers[i]));
				else if (big)
					statement.setLong(i + 1, Long.parseLong(numbers[i]));
				else
					statement.setInt(i + 1, Integer.parseInt(numbers[i]));
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
						"INSERT INTO " + WRITTEN + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
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
					if (value == null) {
						PGobject none = new PGobject();
						none.setType(OURS.get(i));
						value = none;
					}
					insert.setObject(3 + i, value);
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
