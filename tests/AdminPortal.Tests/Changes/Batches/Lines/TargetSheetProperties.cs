using AdminPortal.Changes.Batches.Lines;
using FsCheck;
using FsCheck.Fluent;

namespace AdminPortal.Tests.Changes.Batches.Lines;

/// <summary>Whatever is pasted, nothing throws, and what was read is the same when it is written out and read again.</summary>
public sealed class TargetSheetProperties
{
    private static readonly NetworkNames Networks = new([new() { Id = "c77b744e-acc8-428f-9257-6878c046ed55", Name = "default", IsDefaultNetwork = true }]);

    private static readonly string[] Pieces =
    [
        "edge-1", "10.0.0.1", "2001:db8::1", "lab", "default", "hostname", "ipv4", "network", "", " ", "  ", ",", ",,", "\t", "\"", "\"\"", "#", "\n", "\r\n", "\r", "\uFEFF", "\u00A0", "é", "'", ";", "0", ".", ":", "\v", "\u2028",
    ];

    private static readonly string[] Lines =
    [
        "a,10.0.0.1", "b,10.0.0.1", "a 10.0.0.1 default", "default,a,10.0.0.1", "network,hostname,ipv4", "hostname,ipv4,ipv6,network", "# a", "", "a_,10.0.0.300,,nowhere", "\"",
    ];

    [Fact]
    public void Text_OfAnySort_IsReadWrittenAndReadTheSame()
    {
        var texts = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary();

        Prop.ForAll(texts, text =>
        {
            var sheet = TargetSheet.Read(text, Networks);
            var written = TargetSheet.Write(sheet.Lines, []);
            var again = TargetSheet.Read(written, Networks);
            Assert.Equal(sheet.Lines.Select(line => line.Cells), again.Lines.Select(line => line.Cells));
            Assert.Equal(written, TargetSheet.Write(again.Lines, []));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Text_ReadAfterAnother_IsReadAsIfItWereTheFirst()
    {
        var texts = Gen.Elements(Lines).ListOf().Select(lines => string.Join('\n', lines)).Two().ToArbitrary();

        Prop.ForAll(texts, both =>
        {
            var anew = TargetSheet.Read(both.Item2, Networks);
            var after = TargetSheet.Read(both.Item2, Networks, TargetSheet.Read(both.Item1, Networks));
            Assert.Equal(anew.Lines.Select(Describe), after.Lines.Select(Describe));
            Assert.Equal(anew.Count, after.Count);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

        static string Describe(TargetLine line) => $"{line.Number} {line.Cells} {line.Input.ToJsonString()} {string.Join(' ', line.Findings)}";
    }

    [Fact]
    public void Cells_OfAnySort_ComeBackAsTheyWere()
    {
        var cell = Gen.Elements("a", "B", "1", ".", ":", "-", "_", "\"", ",", "#", "é", " ").ListOf().Select(pieces => string.Join(' ', string.Concat(pieces).Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        var lines = cell.Four().Select(cells => new TargetCells(cells.Item1, cells.Item2, cells.Item3, cells.Item4)).ListOf().ToArbitrary();

        Prop.ForAll(lines, cells =>
        {
            var text = TargetSheet.Write(cells.Select(one => new TargetLine(1, one, [], [])), []);
            Assert.Equal(cells, TargetSheet.Read(text, Networks).Lines.Select(line => line.Cells));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }
}
