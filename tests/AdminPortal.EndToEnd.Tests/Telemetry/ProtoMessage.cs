using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace AdminPortal.EndToEnd.Tests.Telemetry;

/// <summary>A message in protobuf's wire format: as much of it as OTLP needs.</summary>
/// <param name="Bytes">The message.</param>
internal readonly record struct ProtoMessage(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The text that the message is.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>The id that the message is.</summary>
    public string Hex => Convert.ToHexStringLower(Bytes.Span);

    /// <summary>Every embedded message, text or id of this field.</summary>
    public IEnumerable<ProtoMessage> All(int field) => Fields().Where(one => one.Number == field).Select(one => new ProtoMessage(one.Bytes));

    /// <summary>The first of this field, or an empty one.</summary>
    public ProtoMessage One(int field) => All(field).FirstOrDefault();

    /// <summary>The first number of this field, or 0.</summary>
    public ulong Number(int field) => Fields().FirstOrDefault(one => one.Number == field).Value;

    /// <summary>Attributes (<c>KeyValue</c>) as texts.</summary>
    public IReadOnlyDictionary<string, string> Attributes(int field) =>
        All(field).ToDictionary(pair => pair.One(1).Text, pair => ValueOf(pair.One(2)), StringComparer.Ordinal);

    private static string ValueOf(ProtoMessage any) => any.Fields().Select(field => field.Number switch
    {
        1 => Encoding.UTF8.GetString(field.Bytes.Span),
        4 => BitConverter.UInt64BitsToDouble(field.Value).ToString(CultureInfo.InvariantCulture),
        _ => field.Value.ToString(CultureInfo.InvariantCulture),
    }).FirstOrDefault("");

    private IEnumerable<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> Fields()
    {
        var at = 0;
        while (at < Bytes.Length)
        {
            var key = Varint(ref at);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    yield return (number, Varint(ref at), default);
                    break;
                case 1:
                    yield return (number, BinaryPrimitives.ReadUInt64LittleEndian(Bytes.Span[at..]), Bytes.Slice(at, 8));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(ref at);
                    yield return (number, 0, Bytes.Slice(at, length));
                    at += length;
                    break;
                case 5:
                    yield return (number, BinaryPrimitives.ReadUInt32LittleEndian(Bytes.Span[at..]), Bytes.Slice(at, 4));
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {key & 7}.");
            }
        }
    }

    private ulong Varint(ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = Bytes.Span[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
