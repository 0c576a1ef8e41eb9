using AdminPortal.Changes.Preferences;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Lists;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Lists;

/// <summary>What a person chose for a list, over circuits, and without a store.</summary>
public sealed class ListViewsTests : IDisposable
{
    private readonly KeptPreferences _preferences = new();
    private readonly ManualTime _time = new();
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task View_Chosen_IsThereInAnotherCircuitOfThePersonAlone()
    {
        await Circuit().KeepAsync("ann", TargetKind.Instance, new ListView { Size = 100 }.With("Tags", isShown: false, isUsual: true));

        var other = Circuit();
        var view = await other.ReadAsync("ann", TargetKind.Instance);
        Assert.Equal(100, view.Size);
        Assert.False(view.Shows("Tags", isUsual: true));
        Assert.Null((await other.ReadAsync("ann", AppKind.Instance)).Size);
        Assert.Null((await other.ReadAsync("bob", TargetKind.Instance)).Size);
    }

    [Fact]
    public async Task View_ReadAgain_IsReadOnceACircuit()
    {
        var circuit = Circuit();

        await circuit.ReadAsync("ann", TargetKind.Instance);
        await circuit.ReadAsync("ann", TargetKind.Instance);

        Assert.Equal(1, _preferences.Reads);
    }

    [Fact]
    public async Task View_WithoutAStore_HoldsAsLongAsTheCircuitAndSaysThatItIsNotKept()
    {
        await using var services = new ServiceCollection().AddLogging().AddPortalStore(_file).BuildServiceProvider();
        ListViews circuit = new(services.GetRequiredService<IPreferences>(), _time);

        Assert.Same(ListView.Usual, await circuit.ReadAsync("ann", TargetKind.Instance));
        Assert.True(circuit.IsKept);
        await circuit.KeepAsync("ann", TargetKind.Instance, new() { Size = 25 });

        Assert.False(circuit.IsKept);
        Assert.Equal(25, (await circuit.ReadAsync("ann", TargetKind.Instance)).Size);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(257)]
    public async Task View_OfANameThatTheStoreDoesNotTake_HoldsAsLongAsTheCircuit(object name)
    {
        var person = name is int length ? new string('a', length) : (string)name;
        await using var services = new ServiceCollection().AddLogging().AddPortalStore($"{_file}.store").BuildServiceProvider();
        ListViews circuit = new(services.GetRequiredService<IPreferences>(), _time);

        Assert.Null((await circuit.ReadAsync(person, TargetKind.Instance)).Size);
        await circuit.KeepAsync(person, TargetKind.Instance, new() { Size = 25 });

        Assert.False(circuit.IsKept);
        Assert.Equal(25, (await circuit.ReadAsync(person, TargetKind.Instance)).Size);
    }

    [Fact]
    public async Task View_OfAStoreThatIsBack_IsKeptAgain()
    {
        var circuit = Circuit();
        _preferences.Instead = () => throw new TimeoutException();
        await circuit.KeepAsync("ann", TargetKind.Instance, new() { Size = 25 });
        Assert.False(circuit.IsKept);

        _preferences.Instead = null;
        await circuit.KeepAsync("ann", TargetKind.Instance, new() { Size = 100 });

        Assert.True(circuit.IsKept);
        Assert.Equal("""{"size":100,"columns":null}""", _preferences["ann", "target.list"]);
    }

    [Fact]
    public async Task Views_ChosenWhileOneIsWritten_LeaveTheLatestInTheStore()
    {
        TaskCompletionSource slow = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _preferences.Instead = () => slow.Task;
        var circuit = Circuit();

        Task[] writes = [.. new[] { 25, 50, 100 }.Select(size => circuit.KeepAsync("ann", TargetKind.Instance, new() { Size = size }))];
        slow.SetResult();
        await Task.WhenAll(writes);

        Assert.Equal(100, ListView.FromJson(_preferences["ann", "target.list"]).Size);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    [InlineData("""{"size":100,"columns":{"Tags":false},"colour":"red"}""", 100)]
    [InlineData("""{"size":0}""", 1)]
    [InlineData("""{"size":1000000}""", 200)]
    [InlineData("""{"size":"many"}""", null)]
    [InlineData("""{"columns":[]}""", null)]
    [InlineData("[1]", null)]
    [InlineData("{", null)]
    [InlineData("", null)]
    public void Json_OfAnyAge_IsAView(string? json, int? size) => Assert.Equal(size, ListView.FromJson(json).Size);

    [Fact]
    public void Columns_AsUsual_AreNotWritten()
    {
        var view = ListView.Usual.With("Tags", isShown: false, isUsual: true).With("Modified", isShown: true, isUsual: false);
        Assert.Equal("""{"size":null,"columns":{"Tags":false,"Modified":true}}""", view.ToJson());

        Assert.Equal("""{"size":null,"columns":null}""", view.With("Tags", isShown: true, isUsual: true).With("Modified", isShown: false, isUsual: false).ToJson());
    }

    private ListViews Circuit() => new(_preferences, _time);
}
