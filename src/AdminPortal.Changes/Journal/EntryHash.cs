using System.Security.Cryptography;
using System.Text;
using AdminPortal.Changes.Journal.Tables;

namespace AdminPortal.Changes.Journal;

/// <summary>
/// An entry's hash: SHA-256 over lines of text, so that anyone can compute it without this program: the form's name, account, sequence, time in
/// microseconds, event, change, the previous hash in hexadecimal digits, content. Only the content may hold line breaks, and it comes last.
/// </summary>
internal static class EntryHash
{
    private const string Form = "AdminPortal journal 1";

    /// <summary>What the first entry names as the hash before it.</summary>
    public static byte[] None => new byte[SHA256.HashSizeInBytes];

    public static byte[] Of(EntryRow entry) => Of(entry.Account, entry.Sequence, entry.At, entry.Event, entry.ChangeId, entry.Content, entry.PreviousHash);

    public static byte[] Of(string account, long sequence, long at, string @event, string change, string content, byte[] previous) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Form, account, sequence, at, @event, change, Convert.ToHexStringLower(previous), content)));
}
