// A provider of instances in C++, after the pattern that Microsoft documents: a class factory, IWbemProviderInit, and the two
// methods of IWbemServices by which WMI asks. It does what the golden provider of tests/cases/disk does, from the same rows.
//
// It is written to be fast where the pattern allows: numbers and times become text without a formatting library, since
// mingw's is slow. Two things are set by the environment when the provider is initialised:
//   BENCH_ROWS      how many disks there are
//   BENCH_CAREFUL   0: as Microsoft's sample of an instance provider, which indicates each instance by itself, and
//                   impersonates the client once a call and after it has asked for the class.
//                   1: as the page "Impersonating a Client" wants it. The client is impersonated anew after each entry into
//                   WMI, which comes for every 64 instances, and the level of its token is looked at each time.

#include <windows.h>
#include <wbemidl.h>

#include <atomic>
#include <new>
#include <string>
#include <unordered_map>
#include <vector>

#include "disk.h"

namespace {

// {0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}, as in tests/cases/disk.
const CLSID CLSID_AcmeStorage = {
    0x0f7f0a3c, 0x5d0b, 0x4a57, {0x9a, 0x57, 0x3a, 0x1f, 0x6f, 0x4d, 0x2b, 0x11}};

const wchar_t CLASS_NAME[] = L"Acme_Disk";
const wchar_t PATH_START[] = L"Acme_Disk.DeviceID=\"";

std::atomic<LONG> g_objects{0};

class Provider final : public IWbemProviderInit, public IWbemServices {
public:
    Provider() { ++g_objects; }

    // IUnknown
    STDMETHODIMP QueryInterface(REFIID iid, void** object) override {
        if (iid == IID_IUnknown || iid == IID_IWbemProviderInit) {
            *object = static_cast<IWbemProviderInit*>(this);
        } else if (iid == IID_IWbemServices) {
            *object = static_cast<IWbemServices*>(this);
        } else {
            *object = nullptr;
            return E_NOINTERFACE;
        }
        AddRef();
        return S_OK;
    }
    STDMETHODIMP_(ULONG) AddRef() override { return ++m_references; }
    STDMETHODIMP_(ULONG) Release() override {
        const ULONG left = --m_references;
        if (left == 0) {
            delete this;
        }
        return left;
    }

    // IWbemProviderInit
    STDMETHODIMP Initialize(LPWSTR, LONG, LPWSTR, LPWSTR, IWbemServices* services, IWbemContext*,
                            IWbemProviderInitSink* sink) override {
        const size_t rows = FromEnvironment(L"BENCH_ROWS", 0);
        m_careful = FromEnvironment(L"BENCH_CAREFUL", 0) != 0;
        m_disks.reserve(rows);
        for (size_t number = 0; number < rows; ++number) {
            m_disks.push_back(MakeDisk(number));
            m_by_id.emplace(Lower(m_disks.back().device_id), number);
        }
        m_namespace = services;
        m_namespace->AddRef();
        sink->SetStatus(WBEM_S_INITIALIZED, 0);
        return WBEM_S_NO_ERROR;
    }

    // IWbemServices
    STDMETHODIMP CreateInstanceEnumAsync(const BSTR name, LONG, IWbemContext* context,
                                         IWbemObjectSink* sink) override {
        if (_wcsicmp(name, CLASS_NAME) != 0) {
            return WBEM_E_INVALID_CLASS;
        }
        HRESULT result = Impersonate();
        if (SUCCEEDED(result)) {
            result = Enumerate(context, sink);
        }
        CoRevertToSelf();
        sink->SetStatus(WBEM_STATUS_COMPLETE, result, nullptr, nullptr);
        return WBEM_S_NO_ERROR;
    }

    STDMETHODIMP GetObjectAsync(const BSTR path, LONG, IWbemContext* context,
                                IWbemObjectSink* sink) override {
        const size_t start = ARRAYSIZE(PATH_START) - 1;
        const size_t length = std::wcslen(path);
        if (length <= start || _wcsnicmp(path, PATH_START, start) != 0 || path[length - 1] != L'"') {
            return WBEM_E_INVALID_OBJECT_PATH;
        }
        HRESULT result = Impersonate();
        if (SUCCEEDED(result)) {
            const auto found = m_by_id.find(Lower(std::wstring(path + start, length - start - 1)));
            result = WBEM_E_NOT_FOUND;
            if (found != m_by_id.end()) {
                result = Get(m_disks[found->second], context, sink);
            }
        }
        CoRevertToSelf();
        sink->SetStatus(WBEM_STATUS_COMPLETE, result, nullptr, nullptr);
        return WBEM_S_NO_ERROR;
    }

    // What it does not serve.
#define NOT_SERVED(method, ...) \
    STDMETHODIMP method(__VA_ARGS__) override { return WBEM_E_PROVIDER_NOT_CAPABLE; }
    NOT_SERVED(OpenNamespace, const BSTR, LONG, IWbemContext*, IWbemServices**, IWbemCallResult**)
    NOT_SERVED(CancelAsyncCall, IWbemObjectSink*)
    NOT_SERVED(QueryObjectSink, LONG, IWbemObjectSink**)
    NOT_SERVED(GetObject, const BSTR, LONG, IWbemContext*, IWbemClassObject**, IWbemCallResult**)
    NOT_SERVED(PutClass, IWbemClassObject*, LONG, IWbemContext*, IWbemCallResult**)
    NOT_SERVED(PutClassAsync, IWbemClassObject*, LONG, IWbemContext*, IWbemObjectSink*)
    NOT_SERVED(DeleteClass, const BSTR, LONG, IWbemContext*, IWbemCallResult**)
    NOT_SERVED(DeleteClassAsync, const BSTR, LONG, IWbemContext*, IWbemObjectSink*)
    NOT_SERVED(CreateClassEnum, const BSTR, LONG, IWbemContext*, IEnumWbemClassObject**)
    NOT_SERVED(CreateClassEnumAsync, const BSTR, LONG, IWbemContext*, IWbemObjectSink*)
    NOT_SERVED(PutInstance, IWbemClassObject*, LONG, IWbemContext*, IWbemCallResult**)
    NOT_SERVED(PutInstanceAsync, IWbemClassObject*, LONG, IWbemContext*, IWbemObjectSink*)
    NOT_SERVED(DeleteInstance, const BSTR, LONG, IWbemContext*, IWbemCallResult**)
    NOT_SERVED(DeleteInstanceAsync, const BSTR, LONG, IWbemContext*, IWbemObjectSink*)
    NOT_SERVED(CreateInstanceEnum, const BSTR, LONG, IWbemContext*, IEnumWbemClassObject**)
    NOT_SERVED(ExecQuery, const BSTR, const BSTR, LONG, IWbemContext*, IEnumWbemClassObject**)
    NOT_SERVED(ExecQueryAsync, const BSTR, const BSTR, LONG, IWbemContext*, IWbemObjectSink*)
    NOT_SERVED(ExecNotificationQuery, const BSTR, const BSTR, LONG, IWbemContext*, IEnumWbemClassObject**)
    NOT_SERVED(ExecNotificationQueryAsync, const BSTR, const BSTR, LONG, IWbemContext*, IWbemObjectSink*)
    NOT_SERVED(ExecMethod, const BSTR, const BSTR, LONG, IWbemContext*, IWbemClassObject*,
               IWbemClassObject**, IWbemCallResult**)
    NOT_SERVED(ExecMethodAsync, const BSTR, const BSTR, LONG, IWbemContext*, IWbemClassObject*,
               IWbemObjectSink*)
#undef NOT_SERVED

private:
    ~Provider() {
        if (m_namespace != nullptr) {
            m_namespace->Release();
        }
        --g_objects;
    }

    // The class's definition. It is asked of WMI, after which the client is impersonated anew.
    HRESULT Definition(IWbemContext* context, IWbemClassObject** definition) {
        BSTR name = SysAllocString(CLASS_NAME);
        const HRESULT result = m_namespace->GetObject(name, 0, context, definition, nullptr);
        SysFreeString(name);
        return SUCCEEDED(result) ? ImpersonateAnew() : result;
    }

    HRESULT Get(const Disk& disk, IWbemContext* context, IWbemObjectSink* sink) {
        IWbemClassObject* definition = nullptr;
        IWbemClassObject* instance = nullptr;
        HRESULT result = Definition(context, &definition);
        if (SUCCEEDED(result)) result = definition->SpawnInstance(0, &instance);
        if (SUCCEEDED(result)) result = Fill(instance, disk);
        if (SUCCEEDED(result)) result = sink->Indicate(1, &instance);
        if (instance != nullptr) instance->Release();
        if (definition != nullptr) definition->Release();
        return result;
    }

    HRESULT Enumerate(IWbemContext* context, IWbemObjectSink* sink) {
        IWbemClassObject* definition = nullptr;
        std::vector<IWbemClassObject*> batch;
        const size_t full = m_careful ? 64 : 1;
        batch.reserve(full);
        HRESULT result = Definition(context, &definition);
        for (auto disk = m_disks.begin(); disk != m_disks.end() && SUCCEEDED(result); ++disk) {
            IWbemClassObject* instance = nullptr;
            result = definition->SpawnInstance(0, &instance);
            if (FAILED(result)) {
                break;
            }
            batch.push_back(instance);
            result = Fill(instance, *disk);
            if (SUCCEEDED(result) && (batch.size() == full || disk + 1 == m_disks.end())) {
                result = Indicate(batch, sink);
            }
        }
        for (IWbemClassObject* instance : batch) {
            instance->Release();
        }
        if (definition != nullptr) definition->Release();
        return result;
    }

    HRESULT Indicate(std::vector<IWbemClassObject*>& batch, IWbemObjectSink* sink) {
        HRESULT result = sink->Indicate(static_cast<LONG>(batch.size()), batch.data());
        for (IWbemClassObject* instance : batch) {
            instance->Release();
        }
        batch.clear();
        if (SUCCEEDED(result) && m_careful) {
            result = ImpersonateAnew();
        }
        return result;
    }

    HRESULT Impersonate() {
        const HRESULT result = CoImpersonateClient();
        return SUCCEEDED(result) && m_careful ? CheckLevel() : result;
    }

    // A call context that believes to be impersonating does nothing where it is asked to; so it is told to revert before.
    HRESULT ImpersonateAnew() {
        CoRevertToSelf();
        return Impersonate();
    }

    // CoImpersonateClient succeeds for a client that may be identified and no more, too.
    static HRESULT CheckLevel() {
        HANDLE token = nullptr;
        if (!OpenThreadToken(GetCurrentThread(), TOKEN_QUERY, TRUE, &token)) {
            return WBEM_E_ACCESS_DENIED;
        }
        SECURITY_IMPERSONATION_LEVEL level = SecurityAnonymous;
        DWORD length = 0;
        const BOOL told =
            GetTokenInformation(token, TokenImpersonationLevel, &level, sizeof(level), &length);
        CloseHandle(token);
        return told && level >= SecurityImpersonation ? WBEM_S_NO_ERROR : WBEM_E_ACCESS_DENIED;
    }

    std::atomic<ULONG> m_references{1};
    IWbemServices* m_namespace = nullptr;
    bool m_careful = false;
    std::vector<Disk> m_disks;
    std::unordered_map<std::wstring, size_t> m_by_id;
};

class Factory final : public IClassFactory {
public:
    STDMETHODIMP QueryInterface(REFIID iid, void** object) override {
        if (iid != IID_IUnknown && iid != IID_IClassFactory) {
            *object = nullptr;
            return E_NOINTERFACE;
        }
        *object = static_cast<IClassFactory*>(this);
        AddRef();
        return S_OK;
    }
    // There is one, which the DLL has for as long as it is loaded.
    STDMETHODIMP_(ULONG) AddRef() override { return 2; }
    STDMETHODIMP_(ULONG) Release() override { return 1; }

    STDMETHODIMP CreateInstance(IUnknown* outer, REFIID iid, void** object) override {
        *object = nullptr;
        if (outer != nullptr) {
            return CLASS_E_NOAGGREGATION;
        }
        Provider* provider = new (std::nothrow) Provider;
        if (provider == nullptr) {
            return E_OUTOFMEMORY;
        }
        const HRESULT result = provider->QueryInterface(iid, object);
        provider->Release();
        return result;
    }
    STDMETHODIMP LockServer(BOOL lock) override {
        lock ? ++g_objects : --g_objects;
        return S_OK;
    }
};

Factory g_factory;

}  // namespace

extern "C" __declspec(dllexport) HRESULT STDAPICALLTYPE DllGetClassObject(REFCLSID clsid, REFIID iid, void** object) {
    if (clsid != CLSID_AcmeStorage) {
        *object = nullptr;
        return CLASS_E_CLASSNOTAVAILABLE;
    }
    return g_factory.QueryInterface(iid, object);
}

extern "C" __declspec(dllexport) HRESULT STDAPICALLTYPE DllCanUnloadNow() { return g_objects == 0 ? S_OK : S_FALSE; }
