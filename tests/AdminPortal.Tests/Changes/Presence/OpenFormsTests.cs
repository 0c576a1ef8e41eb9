using AdminPortal.Changes.Presence;

namespace AdminPortal.Tests.Changes.Presence;

/// <summary>Who is told what of the forms that are open on one resource. A form renders whenever it is told, so it is told only what it shows.</summary>
public sealed class OpenFormsTests
{
    private readonly OpenForms _forms = new(TimeProvider.System);
    private readonly List<string> _told = [];

    [Fact]
    public void Form_OfSomebodyElse_IsToldToAll()
    {
        using var ada = Enter("Ada", "first");
        using var again = Enter("Ada", "second");
        _told.Clear();

        using (Enter("Ben", "third"))
        {
            Assert.Equal(["first", "second"], _told);
        }

        Assert.Equal(["first", "second", "first", "second"], _told);
    }

    [Fact]
    public void ThirdWindow_OfOnePerson_ChangesNothingForAnybody()
    {
        using var first = Enter("Ada", "first");
        using var second = Enter("Ada", "second");
        using var other = Enter("Ben", "other");
        _told.Clear();

        Enter("Ada", "third").Dispose();

        Assert.Empty(_told);
    }

    [Fact]
    public void OneOfSeveralWindows_ThatCloses_ChangesNothingForAnybody()
    {
        var first = Enter("Ada", "first");
        using var second = Enter("Ada", "second");
        using var third = Enter("Ada", "third");
        using var other = Enter("Ben", "other");
        _told.Clear();

        first.Dispose();

        Assert.Empty(_told);
    }

    [Fact]
    public void LastOtherWindow_ThatCloses_IsTold()
    {
        var first = Enter("Ada", "first");
        using var second = Enter("Ada", "second");
        using var other = Enter("Ben", "other");
        _told.Clear();

        first.Dispose();

        Assert.Equal(["second"], _told);
        Assert.Equal("Ben", Assert.Single(second.Others).Person);
    }

    private IOpenForm Enter(string person, string name) => _forms.Enter("account", "targets", "1", person, () => _told.Add(name));
}
