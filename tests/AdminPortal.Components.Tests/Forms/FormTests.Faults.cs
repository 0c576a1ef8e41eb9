using AdminPortal.Components.Tests.Faults;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Tests.Faults;
using Bunit;

namespace AdminPortal.Components.Tests.Forms;

/// <content>What a form says under each fault, that it keeps what was typed, and that it goes on from there.</content>
public abstract partial class FormTests<TPage, TResource, TInput>
{
    [Theory]
    [MemberData(nameof(FaultTable.Names), MemberType = typeof(FaultTable))]
    public void Form_ReadUnderAFault_SaysWhatHappenedAndIsThereAtTheNextTry(string name)
    {
        var fault = FaultTable.Named(name);
        var told = fault.Of(Operation.Read);
        AnswerHelpers(Wire);
        Wire.Fail(Read(Sample).Request, fault.Way, Read(Sample).Answer);

        var page = Render<TPage>(parameters =>
        {
            parameters.TryAdd("AccountId", Wire.AccountId);
            parameters.TryAdd("Id", Id);
        });
        if (told.Outcome != Outcome.Ok)
        {
            page.WaitForAssertion(() => Assert.Contains(told.WordsFor(Kind), page.Said(), StringComparison.Ordinal));
            Assert.Empty(page.FindAll("form.resource-form"));
            Wire.On(Read(Sample).Request, Read(Sample).Answer);
            page.Button("Try again").Click();
        }

        page.WaitForAssertion(() => Assert.Single(page.FindAll("form.resource-form")));
        Assert.Empty(page.FindAll("[role=alert]"));
        Assert.Empty(Wire.Writes);
    }

    [Theory]
    [MemberData(nameof(FaultTable.Names), MemberType = typeof(FaultTable))]
    public async Task Save_UnderAFault_SaysWhatHappenedKeepsWhatWasTypedAndWritesOnce(string name)
    {
        var fault = FaultTable.Named(name);
        var told = fault.Of(Operation.Update);
        Wire.Fail(PutLine, fault.Way, Updated(Changed()), Change.Pointer, acts: () => Wire.On(Read(Sample).Request, Read(Changed()).Answer));
        var page = Open();
        Make(page, Change);
        Review(page);

        page.Button("Save").Click();
        await PassSecondLookAsync(fault.Way, told);

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section.review")));
        AssertTold(page, told, hasSucceeded: fault.Way.Acts);
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        Assert.Single(Wire.Writes);
        if (fault.Way is Way.Answer { Body: var body } && body.Contains(FaultTable.Pointer, StringComparison.Ordinal))
        {
            Assert.Equal("true", page.Field(Change.Label).GetAttribute("aria-invalid"));
            Assert.Equal(page.Field(Change.Label).Id, Focused);
        }
    }

    [Theory]
    [MemberData(nameof(FaultTable.Names), MemberType = typeof(FaultTable))]
    public void Save_WhoseReReadIsUnderAFault_SaysWhatHappenedKeepsWhatWasTypedAndWritesNothing(string name)
    {
        var fault = FaultTable.Named(name);
        var told = fault.Of(Operation.Read);
        Wire.On(PutLine, Updated(Changed()));
        var page = Open();
        Make(page, Change);
        Review(page);
        Wire.Fail(Read(Sample).Request, fault.Way, Read(Sample).Answer, Change.Pointer);

        Save(page);

        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        if (told.Outcome == Outcome.Ok)
        {
            Assert.Single(Wire.Writes);
            return;
        }

        Assert.Contains("Nothing was changed", page.Find("[role=alert]").Words(), StringComparison.Ordinal);
        Assert.Empty(Wire.Writes);
    }

    /// <summary>What a write that got no answer waits for, where the first look does not find it.</summary>
    private protected async Task PassSecondLookAsync(Way way, Told told)
    {
        if (told.Outcome == Outcome.Unclear && !way.Acts)
        {
            await Time.TimerSetAsync();
            Time.Advance(TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>A failure stands in the alert and has the focus, or its first field has; what has succeeded stands where successes do.</summary>
    private protected void AssertTold(IRenderedComponent<TPage> page, Told told, bool hasSucceeded)
    {
        Assert.Single(page.FindAll("[role=alert], .alert-success"));
        Assert.Contains(told.WordsFor(Kind), hasSucceeded ? page.Find(".alert-success[role=status]").Words() : page.Said(), StringComparison.Ordinal);
        Assert.Contains(page.FindAll("[id]"), element => element.Id == Focused);
    }
}
