namespace NFlow.Runtime.Server.Configuration;

/// <summary>Options of one type that can be made anew while the server runs.</summary>
internal interface ILiveOptions
{
    /// <summary>Makes them of settings and checks them.</summary>
    /// <returns>Puts them into force.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">They do not fit.</exception>
    Action Prepare(ServerSettings settings);
}
