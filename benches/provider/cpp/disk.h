// The disks that the provider has, and how one is written to an instance.

#pragma once

#include <windows.h>
#include <wbemidl.h>

#include <algorithm>
#include <cstdlib>
#include <cwchar>
#include <cwctype>
#include <string>

struct Disk {
    std::wstring device_id;
    ULONGLONG capacity;
    ULONGLONG free_space;
    bool online;
    DWORD spindle;
    SYSTEMTIME installed;
};

inline size_t FromEnvironment(const wchar_t* name, size_t otherwise) {
    wchar_t text[32];
    DWORD length = GetEnvironmentVariableW(name, text, ARRAYSIZE(text));
    return length == 0 || length >= ARRAYSIZE(text) ? otherwise : std::wcstoul(text, nullptr, 10);
}

inline std::wstring Lower(std::wstring text) {
    std::transform(text.begin(), text.end(), text.begin(), std::towlower);
    return text;
}

// The disk of that number: the same as in benches/provider/rust/src/lib.rs.
inline Disk MakeDisk(size_t number) {
    wchar_t name[32];
    std::swprintf(name, ARRAYSIZE(name), L"array-0/disk-%06u", static_cast<unsigned>(number));
    const ULONGLONG capacity = 4000000000000ULL + number * 4096;
    const SYSTEMTIME installed = {2024, static_cast<WORD>(1 + number % 12), 0,
                                  static_cast<WORD>(1 + number % 28), static_cast<WORD>(number % 24),
                                  static_cast<WORD>(number % 60), 30, 0};
    return {name, capacity, capacity / 2 + number, number % 7 != 0, 7200, installed};
}

inline HRESULT PutText(IWbemClassObject* object, const wchar_t* name, const wchar_t* text, size_t length) {
    VARIANT value;
    V_VT(&value) = VT_BSTR;
    V_BSTR(&value) = SysAllocStringLen(text, static_cast<UINT>(length));
    if (V_BSTR(&value) == nullptr) {
        return WBEM_E_OUT_OF_MEMORY;
    }
    const HRESULT result = object->Put(name, 0, &value, 0);
    VariantClear(&value);
    return result;
}

// WMI takes a uint64 as the text of its digits.
inline HRESULT PutUint64(IWbemClassObject* object, const wchar_t* name, ULONGLONG number) {
    wchar_t text[24];
    wchar_t* start = text + ARRAYSIZE(text);
    do {
        *--start = static_cast<wchar_t>(L'0' + number % 10);
        number /= 10;
    } while (number != 0);
    return PutText(object, name, start, text + ARRAYSIZE(text) - start);
}

inline HRESULT PutUint32(IWbemClassObject* object, const wchar_t* name, DWORD number) {
    VARIANT value;
    V_VT(&value) = VT_I4;
    V_I4(&value) = static_cast<LONG>(number);
    return object->Put(name, 0, &value, 0);
}

inline HRESULT PutBoolean(IWbemClassObject* object, const wchar_t* name, bool flag) {
    VARIANT value;
    V_VT(&value) = VT_BOOL;
    V_BOOL(&value) = flag ? VARIANT_TRUE : VARIANT_FALSE;
    return object->Put(name, 0, &value, 0);
}

inline wchar_t* Digits(wchar_t* at, unsigned number, int count) {
    for (int place = count - 1; place >= 0; --place) {
        at[place] = static_cast<wchar_t>(L'0' + number % 10);
        number /= 10;
    }
    return at + count;
}

// yyyymmddHHMMSS.mmmmmm+UUU
inline HRESULT PutDatetime(IWbemClassObject* object, const wchar_t* name, const SYSTEMTIME& time) {
    wchar_t text[26];
    wchar_t* at = Digits(text, time.wYear, 4);
    at = Digits(at, time.wMonth, 2);
    at = Digits(at, time.wDay, 2);
    at = Digits(at, time.wHour, 2);
    at = Digits(at, time.wMinute, 2);
    at = Digits(at, time.wSecond, 2);
    *at++ = L'.';
    at = Digits(at, time.wMilliseconds * 1000U, 6);
    *at++ = L'+';
    at = Digits(at, 0, 3);
    return PutText(object, name, text, at - text);
}

inline HRESULT Fill(IWbemClassObject* object, const Disk& disk) {
    HRESULT result = PutText(object, L"DeviceID", disk.device_id.data(), disk.device_id.size());
    if (SUCCEEDED(result)) result = PutUint64(object, L"Capacity", disk.capacity);
    if (SUCCEEDED(result)) result = PutUint64(object, L"FreeSpace", disk.free_space);
    if (SUCCEEDED(result)) result = PutBoolean(object, L"Online", disk.online);
    if (SUCCEEDED(result)) result = PutUint32(object, L"Spindle", disk.spindle);
    if (SUCCEEDED(result)) result = PutDatetime(object, L"Installed", disk.installed);
    return result;
}
