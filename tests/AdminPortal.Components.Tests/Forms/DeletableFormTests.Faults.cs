using AdminPortal.Components.Tests.Faults;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using AdminPortal.Shell;
using AdminPortal.Tests.Faults;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Forms;

/// <content>What is said of a deletion under each fault, and that it writes once.</content>
public abstract partial class DeletableFormTests<TPage, TResource, TInput>
{
    [Theory]
    [MemberData(nameof(FaultTable.Names), MemberType = typeof(FaultTable))]
    public async Task Delete_UnderAFault_SaysWhatHappenedKeepsWhatWasTypedAndWritesOnce(string name)
    {
        var fault = FaultTable.Named(name);
        var told = fault.Of(Operation.Delete);
        Wire.Fail(
            DeleteLine,
            fault.Way,
            Deleted.Length > 0 ? Deleted : """{"success":true,"errors":[],"messages":[],"result":null}""",
            Change.Pointer,
            acts: () => Wire.On(Read(Sample).Request, Gone.Answer, Gone.Status));
        var page = Open();
        Make(page, Change);
        AskToDelete(page);

        page.Button("Delete it").Click();
        await PassSecondLookAsync(fault.Way, told);

        if (fault.Way.Acts)
        {
            var list = Addresses.List(Wire.AccountId, Kind);
            page.WaitForAssertion(() => Assert.EndsWith(list, Navigation.Uri, StringComparison.Ordinal));
            var notice = Services.GetRequiredService<Handover>().Take(list)?.Notice;
            Assert.Equal(told.Outcome == Outcome.Ok ? $"Deleted: {SampleName}." : $"Deleted: {SampleName}. {IsGone}", notice);
            Assert.Contains(told.Words, notice, StringComparison.Ordinal);
        }
        else
        {
            page.WaitForAssertion(() => Assert.Empty(page.FindAll("section.review")));
            AssertTold(page, told, hasSucceeded: false);
            Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        }

        Assert.Equal(DeleteLine, Assert.Single(Wire.Writes).Line);
    }
}
