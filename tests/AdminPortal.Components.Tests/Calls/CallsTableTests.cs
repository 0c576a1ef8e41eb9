namespace AdminPortal.Components.Tests.Calls;

/// <summary>The table itself stays within what was promised, whatever the pages come to cost.</summary>
public sealed class CallsTableTests
{
    private static readonly string[] Kinds = ["Targets", "Apps", "Peers", "Interconnects"];

    [Theory]
    [InlineData("form, opened", 2)]
    [InlineData("save", 3)]
    [InlineData("save whose answer is lost, found at once", 3)]
    public void Row_OfTheTable_StaysWithinItsBudget(string row, int most) => Assert.All(Kinds, kind => Assert.InRange(CallsTable.Of(row, kind) ?? 0, 0, most));
}
