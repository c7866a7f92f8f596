using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BlazorSessions.App.Transfer;

/// <summary>
/// A column as it is carried from one database to the other. What both keep alike goes as they keep it, also where somebody has
/// made something of it that the program would not read; times go as times, since each keeps them in its own way.
/// </summary>
internal sealed class TransferColumn
{
    private static readonly Type[] Carried = [typeof(bool), typeof(int), typeof(long), typeof(string), typeof(Guid), typeof(byte[]), typeof(DateTimeOffset)];

    private readonly Type type;
    private readonly RelationalTypeMapping mapping;
    private readonly ValueConverter? timeConverter;

    private TransferColumn(string name, Type type, RelationalTypeMapping mapping)
    {
        Name = name;
        this.type = type;
        this.mapping = mapping;
        timeConverter = type == typeof(DateTimeOffset) ? mapping.Converter : null;
    }

    public string Name { get; }

    /// <exception cref="NotSupportedException">There is no way yet to carry what the column holds.</exception>
    public static TransferColumn Of(IProperty property)
    {
        var mapping = property.GetRelationalTypeMapping();
        var model = Bare(property.ClrType);
        var type = model == typeof(DateTimeOffset) ? model : Bare(mapping.Converter?.ProviderClrType ?? model);
        return Carried.Contains(type) ? new(property.GetColumnName(), type, mapping)
            : throw new NotSupportedException($"{property.DeclaringType.ShortName()}.{property.Name} holds a {type.Name}, which is not carried.");
    }

    /// <summary>Writes what the column holds in the row that was read.</summary>
    public void Write(Utf8JsonWriter json, DbDataReader row, int ordinal)
    {
        if (row.IsDBNull(ordinal))
        {
            json.WriteNullValue();
        }
        else if (type == typeof(string))
        {
            json.WriteStringValue(row.GetString(ordinal));
        }
        else if (type == typeof(Guid))
        {
            json.WriteStringValue(row.GetGuid(ordinal));
        }
        else if (type == typeof(DateTimeOffset))
        {
            json.WriteStringValue(TimeOf(row, ordinal));
        }
        else if (type == typeof(byte[]))
        {
            json.WriteBase64StringValue(row.GetFieldValue<byte[]>(ordinal));
        }
        else if (type == typeof(bool))
        {
            json.WriteBooleanValue(row.GetBoolean(ordinal));
        }
        else
        {
            json.WriteNumberValue(row.GetInt64(ordinal));
        }
    }

    /// <summary>What was written, as this database keeps it.</summary>
    public object ValueOf(JsonElement written) =>
        written.ValueKind == JsonValueKind.Null ? DBNull.Value
        : type == typeof(string) ? written.GetString()!
        : type == typeof(Guid) ? written.GetGuid()
        : type == typeof(DateTimeOffset) ? ValueOf(written.GetDateTimeOffset())
        : type == typeof(byte[]) ? written.GetBytesFromBase64()
        : type == typeof(bool) ? written.GetBoolean()
        : type == typeof(int) ? written.GetInt32()
        : written.GetInt64();

    /// <summary>A parameter that takes such values.</summary>
    public DbParameter ParameterFor(DbCommand command, string name)
    {
        var parameter = mapping.CreateParameter(command, name, value: null, nullable: true);
        command.Parameters.Add(parameter);
        return parameter;
    }

    private DateTimeOffset TimeOf(DbDataReader row, int ordinal) => timeConverter is null
        ? row.GetFieldValue<DateTimeOffset>(ordinal)
        : (DateTimeOffset)timeConverter.ConvertFromProvider(row.GetInt64(ordinal))!;

    private object ValueOf(DateTimeOffset time) => timeConverter?.ConvertToProvider(time) ?? time;

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
