using AdminPortal.Components.Tests.Faults;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Shell;
using AdminPortal.Tests.Faults;
using Bunit;

namespace AdminPortal.Components.Tests.Forms;

/// <content>What is said of a deletion under each fault.</content>
public abstract partial class DeletableFormTests<TPage, TResource, TInput>
{
    [Theory]
    [MemberData(nameof(FaultTable.Names), MemberType = typeof(FaultTable))]
    public void Delete_UnderAFault_SaysWhatHappenedKeepsWhatWasTypedAndWritesOnce(string name)
    {
        var fault = FaultTable.Named(name);
        var told = fault.Of(Operation.Delete);
        Wire.Fail(DeleteLine, fault.Way, Deleted.Length > 0 ? Deleted : """{"success":true,"errors":[],"messages":[],"result":null}""", Change.Pointer);
        var page = Open();
        Make(page, Change);
        page.Button("Delete").Click();

        page.Button("Delete it").Click();

        if (told.Outcome == Outcome.Ok)
        {
            page.WaitForAssertion(() => Assert.EndsWith(Addresses.List(Wire.AccountId, Kind), Navigation.Uri, StringComparison.Ordinal));
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
