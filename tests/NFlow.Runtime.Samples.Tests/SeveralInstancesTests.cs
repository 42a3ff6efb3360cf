using System.Net;
using Npgsql;
using YamlDotNet.RepresentationModel;

namespace NFlow.Runtime.Samples.Tests;

public sealed class SeveralInstancesTests
{
    private const string Sample = "09-several-instances";

    [Test]
    public async Task OneSession_IsServedByBothInstances()
    {
        var name = $"nflow_sample_{Guid.NewGuid():N}";
        await using var database = NpgsqlDataSource.Create(TestServices.RequirePostgres());
        await using (var create = database.CreateCommand($"CREATE SCHEMA {name}"))
            await create.ExecuteNonQueryAsync();
        try
        {
            await using var first = await SampleProcess.StartAsync(Sample, Settings("first", name));
            await using var second = await SampleProcess.StartAsync(Sample, Settings("second", name));
            var cookies = new CookieContainer();
            using var atFirst = first.NewClient(cookies);
            using var atSecond = second.NewClient(cookies);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(await atFirst.GetStringAsync("/count"), Is.EqualTo("{\"visits\":1,\"served_by\":\"first\"}\n"));
                Assert.That(await atSecond.GetStringAsync("/count"), Is.EqualTo("{\"visits\":2,\"served_by\":\"second\"}\n"));
                Assert.That(await atFirst.GetStringAsync("/count"), Is.EqualTo("{\"visits\":3,\"served_by\":\"first\"}\n"));
            }
        }
        finally
        {
            await using var drop = database.CreateCommand($"DROP SCHEMA {name} CASCADE");
            await drop.ExecuteNonQueryAsync();
        }
    }

    [Test]
    public void ComposeFile_IsValidYaml_AndNamesWhatExists()
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Repository.PathOf("samples", Sample, "compose.yaml"));
        yaml.Load(text);
        var root = (YamlMappingNode)yaml.Documents.Single().RootNode;
        var services = (YamlMappingNode)root["services"];
        var build = (YamlMappingNode)((YamlMappingNode)root["x-shop"])["build"];
        var dockerfile = ((YamlScalarNode)build["dockerfile"]).Value!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(services.Children.Keys.Select(key => ((YamlScalarNode)key).Value), Is.EqualTo(["first", "second", "postgres", "redis"]));
            Assert.That(File.Exists(Repository.PathOf(dockerfile)), Is.True, dockerfile);
            Assert.That(File.ReadAllText(Repository.PathOf(dockerfile)), Does.Contain("SeveralInstances.dll").And.Contain($"samples/{Sample}"));
        }
    }

    private static Dictionary<string, string> Settings(string instance, string schema) => new()
    {
        ["NFlow__Postgres"] = $"{TestServices.RequirePostgres()};Search Path={schema}",
        ["NFlow__Redis__Host"] = TestServices.RequireRedis(),
        ["NFlow__Redis__KeyPrefix"] = schema + ":",
        ["NFlow__Instance"] = instance,
    };
}
