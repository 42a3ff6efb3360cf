using NFlow.Runtime.Server.Hosting;

namespace NFlow.Runtime.Server.Tests;

internal sealed class ServerArgumentsTests
{
    [Test]
    public void Parse_EveryArgument_IsUnderstood()
    {
        var arguments = ServerArguments.Parse(["-v", "-a", "shop", "-c", "my.toml", "--urls=http://127.0.0.1:9000"]);

        Assert.That(arguments, Is.EqualTo(new ServerArguments { Verbose = true, App = "shop", ConfigurationFile = "my.toml", Urls = "http://127.0.0.1:9000" }));
    }

    [TestCase("shop", false)]
    [TestCase("shop.json", true)]
    public void App_IsAFile_WhenItLooksLikeOne(string app, bool isFile) =>
        Assert.That(ServerArguments.Parse(["-a", app]).AppIsFile, Is.EqualTo(isFile));

    [TestCase("-x")]
    [TestCase("-a")]
    [TestCase("app.json")]
    public void Parse_WhatIsNotUnderstood_NamesItAndTheHelp(string argument) =>
        Assert.That(() => ServerArguments.Parse([argument]), Throws.InstanceOf<StartException>()
            .With.Message.Contains(argument).And.Message.Contains("--help").And.Property(nameof(StartException.ExitCode)).EqualTo(StartException.Usage));
}
